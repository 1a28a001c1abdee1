package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;

/**
 * The file with the consortium's key, by which all members make the same references to the same person. It is a secret
 * of the members, handed over by another way than invitations.
 */
final class ConsortiumSecret {
    private static final int LENGTH = 32;

    private ConsortiumSecret() {}

    static byte[] create() {
        byte[] key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        return key;
    }

    static void write(Path file, byte[] key) throws IOException {
        if (Files.exists(file)) {
            throw new StartException(Kind.CONFIGURATION, "MEMBER_SECRET_THERE: the file " + file + " is there already");
        }
        PrivateFiles.replace(file, HexFormat.of().formatHex(key) + "\n");
    }

    static byte[] read(Path file) throws IOException {
        try {
            byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
            if (key.length == LENGTH) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new StartException(Kind.CONFIGURATION, "MEMBER_SECRET_WRONG: " + file + " holds no consortium key");
    }
}
