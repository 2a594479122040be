package org.foldgrad.pitch.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.foldgrad.pitch.track.Contour;

/** Contours in JAMS, the JSON annotations of music (Humphrey et al., ISMIR 2014): the first annotation of namespace {@code pitch_contour}. */
final class Jams {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Jams() {
    }

    static Contour contour(Text text) throws FormatException {
        for (JsonNode annotation : parsed(text).path("annotations")) {
            if (annotation.path("namespace").asText().equals("pitch_contour")) {
                Points points = new Points();
                for (JsonNode observation : annotation.path("data")) {
                    points.add(number(text, observation, "time"), frequency(text, observation.path("value")));
                }
                return points.contour();
            }
        }
        throw new FormatException(text.file(), "has no annotation of the namespace pitch_contour");
    }

    /** JAMS keeps the frequency of an unvoiced frame and a flag: in a contour that is a negative frequency. */
    private static double frequency(Text text, JsonNode value) throws FormatException {
        double frequency = number(text, value, "frequency");
        return value.path("voiced").asBoolean(true) ? frequency : -Math.abs(frequency);
    }

    private static double number(Text text, JsonNode node, String field) throws FormatException {
        if (!node.path(field).isNumber()) {
            throw new FormatException(text.file(), "an observation of its pitch_contour has no number \"" + field + "\": " + node);
        }
        return node.path(field).asDouble();
    }

    private static JsonNode parsed(Text text) throws FormatException {
        try {
            return JSON.readTree(text.content());
        } catch (JsonProcessingException broken) {
            throw new FormatException(text.file(), broken.getLocation().getLineNr(), "is not JSON: " + broken.getOriginalMessage());
        }
    }
}
