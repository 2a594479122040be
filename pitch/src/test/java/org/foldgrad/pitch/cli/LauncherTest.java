package org.foldgrad.pitch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a machine in its run-time image that only tells how it was started. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    @TempDir
    Path home;

    @BeforeEach
    void install() throws IOException {
        executable("bin/foldgrad", Files.readString(Path.of("src/main/launcher/foldgrad")));
        executable("runtime/bin/java", "#!/bin/sh\nlocale charmap\necho \"$@\"\n");
    }

    private void executable(String name, String script) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String[] run(Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/foldgrad").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().putAll(environment);
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n");
    }

    @Test
    void namesOfFilesAreInUtf8UnlessTheLocaleSaysOtherwise() throws IOException {
        for (Map<String, String> environment : List.of(Map.<String, String>of(), Map.of("LC_ALL", "C"), Map.of("LANG", "POSIX"),
                Map.of("LC_ALL", "no_LOCALE.UTF-8"), Map.of("LC_ALL", "C.UTF-8"))) {
            assertEquals("UTF-8", run(environment)[0], environment.toString());
        }
    }

    @Test
    void optionsOfTheMachineAndArgumentsArePassedOn() throws IOException {
        String[] lines = run(Map.of("FOLDGRAD_JAVA_OPTS", "-Xmx8g -Dx=y"), "track", "a b.wav");
        assertTrue(lines[1].contains(" -Xmx8g -Dx=y -cp "), lines[1]);
        assertTrue(lines[1].endsWith("org.foldgrad.pitch.cli.Foldgrad track a b.wav"), lines[1]);
    }
}
