package org.foldgrad.autodiff;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** How records of one type are read and made; looked up once, since reflection costs more than a small gradient. */
final class RecordType {
    private static final ClassValue<RecordType> KNOWN = new ClassValue<>() {
        @Override
        protected RecordType computeValue(Class<?> type) {
            return new RecordType(type);
        }
    };

    private final Class<?> type;
    private final Method[] accessors;
    private final Constructor<?> constructor;

    private RecordType(Class<?> type) {
        this.type = type;
        try {
            RecordComponent[] components = type.getRecordComponents();
            accessors = Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
            constructor = type.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            for (Method accessor : accessors) {
                accessor.setAccessible(true);
            }
            constructor.setAccessible(true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw refused(e);
        }
    }

    static RecordType of(Record r) {
        return KNOWN.get(r.getClass());
    }

    /** The components' values, in order. */
    Object[] values(Record r) {
        Object[] values = new Object[accessors.length];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = accessors[i].invoke(r);
            }
        } catch (ReflectiveOperationException e) {
            throw refused(e);
        }
        return values;
    }

    /** A record with the given components. */
    Object make(Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new AutodiffException("the record " + type.getName() + " refuses to be made with other tensors: " + e.getCause(), e.getCause());
        } catch (IllegalArgumentException e) {
            throw new AutodiffException("the record " + type.getName() + " cannot be rebuilt as a parameter tree, which makes a List of a list; declare"
                    + " the component as one", e);
        } catch (ReflectiveOperationException e) {
            throw refused(e);
        }
    }

    private AutodiffException refused(Exception e) {
        return new AutodiffException("the record " + type.getName() + " could not be read and rebuilt as a parameter tree; open its package to"
                + " org.foldgrad.autodiff", e);
    }
}
