package org.foldgrad.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import jdk.incubator.vector.DoubleVector;

/** What the measurements were made on. */
final class Machine {
    private Machine() {}

    /** Processor, cores, how busy they are, JDK, its flags and vector width, by name. */
    static Map<String, String> describe() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", processor());
        facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("JDK", System.getProperty("java.vendor") + " " + Runtime.version());
        facts.put("vectors", DoubleVector.SPECIES_PREFERRED.vectorBitSize() + " bits");
        facts.put("load average", String.format(Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        facts.put("JVM flags", String.join(" ", Settings.FLAGS));
        return facts;
    }

    private static String processor() {
        Path info = Path.of("/proc/cpuinfo");
        try {
            String model = "";
            if (Files.exists(info)) {
                for (String line : Files.readAllLines(info)) {
                    if (line.matches("(model name|cpu family|model)\\s*:.*")) {
                        model += (model.isEmpty() ? "" : ", ") + line.replaceAll("\\s*:\\s*", " ").replace("model name ", "").replace("cpu ", "");
                    }
                    if (line.isEmpty()) {
                        return model;
                    }
                }
            }
            return System.getProperty("os.arch");
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
