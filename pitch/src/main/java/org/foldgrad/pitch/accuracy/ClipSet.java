package org.foldgrad.pitch.accuracy;

import java.util.List;

/**
 * Clips that are reported together.
 *
 * @param key     short name, as in the peers' tables
 * @param title   heading
 * @param about   what the clips and their references are
 * @param folders where they are, below the data folder
 */
record ClipSet(String key, String title, String about, List<String> folders) {
    static final ClipSet SYNTHETIC = new ClipSet("public", "Synthetic clips with exact truth",
        "Tones, speech synthesis, sampled instruments and vocoded speech, clean and in noise and rooms, whose f0 is known exactly by construction, "
            + "that of the sampled instruments by the names of their notes.",
        List.of("public"));
    static final ClipSet SPEECH = new ClipSet("speech", "Speech with an electroglottograph",
        "Sentences of CMU ARCTIC and of one Edinburgh speaker. The reference f0 comes from the glottal closures that an electroglottograph saw, "
            + "which is good to about 10 cents at best: differences in RPA10 say little here.",
        List.of("real/arctic_egg", "real/arctic_gci8k"));
    static final ClipSet MUSIC = new ClipSet("music", "Music and single notes",
        "A song whose f0 was corrected by hand, a melody played again by synthesis at exactly known f0, and single notes of instruments whose "
            + "nominal pitch is the reference, whatever the instrument's tuning: good for octaves and 50 cents, not for 10. Two of the eight clips are notes "
            + "played 12 and 33 cents sharp, so no right answer has more than 75 % of this set within 10 cents, and this project's aim of 83 % is missed; "
            + "the SHS that comes near it tells steady tones 6 cents flat, which forgives sharp notes. One note is at 1976 Hz, which trackers limited to "
            + "1250 Hz cannot find.",
        List.of("real/music", "real/notes"));

    static final List<ClipSet> ALL = List.of(SYNTHETIC, SPEECH, MUSIC);
}
