package org.foldgrad.pitch.format;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.foldgrad.pitch.track.PitchTrack;

/** Tracks and marks as comma-separated values. */
public final class CsvWriter {
    /** Nanoseconds: finer than any sample rate asks for. */
    private static final int TIME_DECIMALS = 9;

    private CsvWriter() {
    }

    static void track(PitchTrack track, Writer out) throws IOException {
        out.write("time,frequency,confidence,error_cents\n");
        for (int k = 0; k < track.frames(); k++) {
            out.write(decimal(track.time(k), TIME_DECIMALS) + ',' + decimal(track.frequency()[k] - track.guess()[k], 4) + ','
                + decimal(track.confidence()[k], 4) + ',' + decimal(track.errorCents()[k], 3) + '\n');
        }
    }

    static void marks(double[] marks, Writer out) throws IOException {
        out.write("time\n");
        for (double mark : marks) {
            out.write(decimal(mark, TIME_DECIMALS) + '\n');
        }
    }

    /** A number to so many decimals without needless zeros; nothing for NaN. */
    public static String decimal(double value, int decimals) {
        if (Double.isNaN(value)) {
            return "";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** A text as a cell: between quotation marks, those within doubled, if it holds a comma, a quotation mark or an end of a line. */
    public static String quoted(String text) {
        return text.matches("[^,\"\\v]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
