package org.foldgrad.pitch.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import org.foldgrad.pitch.track.Contour;
import org.foldgrad.pitch.track.PitchTrack;

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

    static void write(PitchTrack track, double duration, Writer out) throws IOException {
        ObjectNode jams = JSON.createObjectNode();
        jams.putObject("file_metadata").put("duration", duration);
        jams.putObject("sandbox");
        ObjectNode annotation = jams.putArray("annotations").addObject();
        annotation.put("namespace", "pitch_contour").put("time", 0.0).put("duration", duration);
        annotation.putObject("annotation_metadata").put("annotation_tools", "Foldgrad");
        annotation.putObject("sandbox");
        ArrayNode data = annotation.putArray("data");
        for (int k = 0; k < track.frames(); k++) {
            ObjectNode observation = data.addObject().put("time", track.time(k)).put("duration", 0.0).put("confidence", track.confidence()[k]);
            observation.putObject("value").put("index", 0).put("frequency", track.frequency()[k] + track.guess()[k])
                .put("voiced", track.frequency()[k] > 0);
        }
        out.write(JSON.writeValueAsString(jams));
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
