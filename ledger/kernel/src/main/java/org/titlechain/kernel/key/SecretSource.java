package org.titlechain.kernel.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.titlechain.kernel.key.KeyException.Reason;

/**
 * Where a password or PIN is; never the secret itself.
 *
 * @param kind a file or an environment variable
 * @param name the file's path or the variable's name
 */
public record SecretSource(Kind kind, String name) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** What holds the secret. */
    public enum Kind {
        /** A file that its owner alone can read; one line end at its end is not part of the secret. */
        FILE("secret-file"),
        /** An environment variable of the program. */
        VARIABLE("secret-variable");

        private final String field;

        Kind(String field) {
            this.field = field;
        }

        /** Its name in a key's file. */
        String field() {
            return field;
        }
    }

    /**
     * Reads the secret.
     *
     * @throws KeyException when it is not there, is empty, or its file is open to others
     */
    public String read() throws KeyException {
        String secret =
                switch (kind) {
                    case FILE -> content(Path.of(name));
                    case VARIABLE -> System.getenv().getOrDefault(name, "");
                };
        if (secret.isEmpty()) {
            throw new KeyException(Reason.KEY_SECRET_MISSING, "there is no password or PIN in " + this);
        }
        return secret;
    }

    private static String content(Path file) throws KeyException {
        try {
            requirePrivate(file);
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        } catch (KeyException e) {
            throw e;
        } catch (IOException e) {
            throw new KeyException(
                    Reason.KEY_SECRET_MISSING, "the password or PIN cannot be read from the file " + file);
        }
    }

    /**
     * Refuses a file that others than its owner can read or write.
     *
     * @throws IOException when it cannot be looked at
     */
    public static void requirePrivate(Path file) throws IOException {
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new KeyException(
                    Reason.KEY_OPEN_TO_OTHERS, "the file " + file + " can be read by others; set its mode to 0600");
        }
    }

    @Override
    public String toString() {
        return switch (kind) {
            case FILE -> "the file " + name;
            case VARIABLE -> "the environment variable " + name;
        };
    }
}
