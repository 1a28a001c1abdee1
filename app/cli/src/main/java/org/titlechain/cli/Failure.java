package org.titlechain.cli;

import org.titlechain.kernel.key.KeyException;
import org.titlechain.server.StartException;

/** What a failed command says and how it exits. */
final class Failure {
    /** Exit status of a command that did what it was asked and found that something is wrong. */
    static final int FOUND = 1;

    private Failure() {}

    static String sentence(Exception exception) {
        String message = exception.getMessage();
        return message == null || message.isEmpty() ? exception.getClass().getSimpleName() : message;
    }

    static int status(Exception exception) {
        return switch (exception) {
            case StartException start -> start.kind().exitStatus();
            case KeyException _ -> StartException.Kind.KEY.exitStatus();
            default -> FOUND;
        };
    }
}
