package org.titlechain.fabric;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a member reaches its channel: a file of the member's own, with a line {@code name = value} for each component.
 * Paths in it are seen from the file's folder.
 *
 * @param peers where peers with a Gateway are; the first that answers is used
 * @param tlsRoots certificates (PEM) below which the peers' are
 * @param organisation the name of the member's membership provider (MSP)
 * @param certificate the member's certificate (PEM), which may write on the channel
 * @param key its private key (PEM), open to its owner only
 */
public record FabricConnection(List<Peer> peers, Path tlsRoots, String organisation, Path certificate, Path key) {
    private static final Set<String> NAMES = Set.of("peers", "tls-roots", "organisation", "certificate", "key");

    public FabricConnection {
        peers = List.copyOf(peers);
    }

    /**
     * A peer.
     *
     * @param address host and port
     * @param name the name in its certificate; empty when that is the host
     */
    public record Peer(String address, String name) {
        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9.-]+:[0-9]{1,5}(/[A-Za-z0-9.-]+)?");

        static Peer parse(String text) {
            if (!FORM.matcher(text).matches()) {
                throw new IllegalArgumentException("a peer is HOST:PORT or HOST:PORT/NAME, not " + text);
            }
            String[] parts = text.split("/", -1);
            return new Peer(parts[0], parts.length > 1 ? parts[1] : "");
        }

        String text() {
            return name.isEmpty() ? address : address + "/" + name;
        }
    }

    /**
     * Reads the file.
     *
     * @throws IOException when it is missing, a line is none of these, or one is missing
     */
    public static FabricConnection read(Path file) throws IOException {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        }
        for (String name : lines.stringPropertyNames()) {
            if (!NAMES.contains(name)) {
                throw new IOException(file + ": there is no " + name);
            }
        }
        List<Peer> peers = new ArrayList<>();
        try {
            for (String peer : value(file, lines, "peers").split("[,\\s]+", -1)) {
                peers.add(Peer.parse(peer));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        Path folder = file.toAbsolutePath().getParent();
        return new FabricConnection(
                peers,
                resolved(folder, value(file, lines, "tls-roots")),
                value(file, lines, "organisation"),
                resolved(folder, value(file, lines, "certificate")),
                resolved(folder, value(file, lines, "key")));
    }

    private static String value(Path file, Properties lines, String name) throws IOException {
        String value = lines.getProperty(name, "").strip();
        if (value.isEmpty()) {
            throw new IOException(file + ": " + name + " is missing");
        }
        return value;
    }

    private static Path resolved(@Nullable Path folder, String text) {
        return folder == null ? Path.of(text) : folder.resolve(text);
    }

    /** Writes what {@link #read} reads. */
    public void write(Path file) throws IOException {
        Files.writeString(
                file,
                String.join(
                        "\n",
                        "peers = "
                                + String.join(
                                        ", ", peers.stream().map(Peer::text).toList()),
                        "tls-roots = " + tlsRoots,
                        "organisation = " + organisation,
                        "certificate = " + certificate,
                        "key = " + key,
                        ""));
    }
}
