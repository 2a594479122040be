package org.foldgrad.autodiff;

/** What this library throws when it is asked for something that cannot be: the message names the operation, the shapes and what was expected. */
public final class AutodiffException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception with a message of one sentence. */
    public AutodiffException(String message) {
        super(message);
    }

    /** An exception with a message of one sentence and what caused it. */
    public AutodiffException(String message, Throwable cause) {
        super(message, cause);
    }
}
