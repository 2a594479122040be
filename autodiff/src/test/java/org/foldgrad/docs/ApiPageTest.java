package org.foldgrad.docs;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/autodiff/api.md: every public type and what it offers, on one page. */
class ApiPageTest {
    private static final Path CLASSES = Path.of("target", "classes");

    @Test
    void thePublicInterfaceIsUpToDate() throws Exception {
        StringBuilder page = new StringBuilder("# The public interface of autodiff\n");
        for (String name : exported()) {
            page.append("\n## ").append(name).append("\n\n");
            for (Class<?> type : types(name)) {
                page.append("- **").append(type.getSimpleName()).append("**: ").append(members(type)).append('\n');
            }
        }
        Page.whole("autodiff/api.md", page.toString());
    }

    private static List<String> exported() throws IOException {
        try (var in = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
            return ModuleDescriptor.read(in).exports().stream().filter(e -> !e.isQualified()).map(ModuleDescriptor.Exports::source).sorted().toList();
        }
    }

    private static List<Class<?>> types(String name) throws Exception {
        try (Stream<Path> files = Files.list(CLASSES.resolve(name.replace('.', '/')))) {
            return files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".class") && !f.contains("$")).sorted()
                    .<Class<?>>map(f -> load(name + "." + f.substring(0, f.length() - 6))).filter(c -> Modifier.isPublic(c.getModifiers())).toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ApiPageTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String members(Class<?> type) {
        TreeSet<String> names = new TreeSet<>();
        for (Constructor<?> c : type.getConstructors()) {
            names.add("new" + parameters(c));
        }
        for (Method m : type.getDeclaredMethods()) {
            boolean offered = Modifier.isPublic(m.getModifiers()) || Modifier.isProtected(m.getModifiers()) && !Modifier.isFinal(type.getModifiers());
            if (offered && !m.isSynthetic() && !Stream.of("toString", "equals", "hashCode").toList().contains(m.getName())) {
                names.add(m.getName() + parameters(m));
            }
        }
        Arrays.stream(type.getDeclaredClasses()).filter(c -> Modifier.isPublic(c.getModifiers())).forEach(c -> names.add("*" + c.getSimpleName() + "*"));
        long constants = Arrays.stream(type.getFields()).filter(f -> f.getDeclaringClass() == type).count();
        return names.stream().collect(Collectors.joining(", ")) + (constants > 0 ? ", " + constants + " constants" : "");
    }

    private static String parameters(Executable e) {
        return Arrays.stream(e.getParameterTypes()).map(Class::getSimpleName).collect(Collectors.joining(", ", "(", ")"));
    }
}
