package org.foldgrad.pitch.evaluate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The scores of several clips and their averages over groups.
 *
 * @param measures the columns
 * @param clips    the score of each clip by its name
 */
public record ScoreTable<S>(List<Measure<S>> measures, SortedMap<String, S> clips) {
    /**
     * One line of a table.
     *
     * @param name   of the clip or group
     * @param clips  how many clips it is of
     * @param values one for each measure; NaN = none
     */
    public record Row(String name, int clips, List<Double> values) {
    }

    /** A row for each clip, by name. */
    public List<Row> each() {
        return by(clip -> clip);
    }

    /** A row for each group, by name. */
    public List<Row> by(UnaryOperator<String> groupOfClip) {
        Map<String, List<S>> groups = new TreeMap<>();
        clips.forEach((name, score) -> groups.computeIfAbsent(groupOfClip.apply(name), key -> new ArrayList<>()).add(score));
        return groups.entrySet().stream().map(group -> row(group.getKey(), group.getValue())).toList();
    }

    /** The average over all clips. */
    public Row all() {
        return row("ALL", clips.values());
    }

    private Row row(String name, Collection<S> scores) {
        return new Row(name, scores.size(), measures.stream().map(m -> m.average(scores)).toList());
    }
}
