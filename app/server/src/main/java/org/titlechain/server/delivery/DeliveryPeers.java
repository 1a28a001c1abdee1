package org.titlechain.server.delivery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where members listen for each other: lines {@code member host:port} of the file {@code delivery-peers} in the data
 * folder, read anew each time. A wrong line can do no harm: whoever answers must show that member's certificate.
 */
public final class DeliveryPeers {
    /** The file, in the data folder. */
    public static final String FILE = "delivery-peers";

    private static final Pattern LINE =
            Pattern.compile("\\s*([a-z0-9.-]{1,64})\\s+\\[?([A-Za-z0-9.:-]{1,200})]?:([0-9]{1,5})\\s*");

    private final Path file;

    DeliveryPeers(Path root) {
        this.file = root.resolve(FILE);
    }

    /** Where the member listens; empty when nobody said. */
    Optional<InetSocketAddress> of(String member) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            return Files.readString(file)
                    .lines()
                    .map(LINE::matcher)
                    .filter(Matcher::matches)
                    .filter(line -> line.group(1).equals(member))
                    .filter(line -> Integer.parseInt(line.group(3)) < 1 << 16)
                    .map(line -> InetSocketAddress.createUnresolved(line.group(2), Integer.parseInt(line.group(3))))
                    .findFirst();
        } catch (IOException e) {
            // The file is being replaced; whoever asks tries again.
            return Optional.empty();
        }
    }
}
