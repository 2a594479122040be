package org.foldgrad.pitch.accuracy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figures of other tools, measured with the same scorer on the same clips at a hop of 5 ms; shares in %. */
final class PeerTable {
    /**
     * What is known of one tool.
     *
     * @param condition empty for all of the set
     * @param figures   by the name of the measure, to as many decimals as are known
     */
    record Peer(String set, String condition, String tool, Map<String, BigDecimal> figures) {
    }

    private final List<Peer> peers;

    private PeerTable(List<Peer> peers) {
        this.peers = peers;
    }

    /** Contours. */
    static PeerTable contours() {
        return read("peers.csv");
    }

    /** Pitch marks. */
    static PeerTable marks() {
        return read("peer-marks.csv");
    }

    /** The tools measured over all of a set. */
    List<Peer> over(String set) {
        return peers.stream().filter(p -> p.set().equals(set) && p.condition().isEmpty()).toList();
    }

    /** The tools measured under single conditions of a set. */
    List<String> conditions(String set) {
        return peers.stream().filter(p -> p.set().equals(set) && !p.condition().isEmpty()).map(Peer::tool).distinct().toList();
    }

    /** RPA50 of a tool under one condition of a set; null if unknown. */
    BigDecimal under(String set, String condition, String tool) {
        return peers.stream().filter(p -> p.set().equals(set) && p.condition().equals(condition) && p.tool().equals(tool))
            .map(p -> p.figures().get("RPA50")).findFirst().orElse(null);
    }

    private static PeerTable read(String resource) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(PeerTable.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            List<String> head = List.of(reader.readLine().split(","));
            return new PeerTable(reader.lines().map(line -> peer(head, line.split(",", -1))).toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Peer peer(List<String> head, String[] cells) {
        int condition = head.indexOf("condition");
        Map<String, BigDecimal> figures = new TreeMap<>();
        for (int i = head.indexOf("tool") + 1; i < cells.length; i++) {
            if (!cells[i].isEmpty()) {
                figures.put(head.get(i), new BigDecimal(cells[i]));
            }
        }
        return new Peer(cells[0], condition < 0 ? "" : cells[condition], cells[head.indexOf("tool")], figures);
    }
}
