package org.titlechain.server.members;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.titlechain.server.PrivateFiles;

/**
 * The file {@code peers} in a data folder: where other members' nodes are, one base address in a line. Operators write
 * it too, so it is read anew whenever it is wanted, and a line that is no address is passed over. Another file of the
 * same form may be read and written likewise.
 */
public record PeersFile(Path file) {
    /** Its name in the data folder. */
    public static final String NAME = "peers";

    private static final String FORM = "https?://[A-Za-z0-9.:\\[\\]-]{1,200}";

    /** The file in the data folder; it need not be there. */
    public static PeersFile in(Path root) {
        return new PeersFile(root.resolve(NAME));
    }

    /** Whether the text is the base address of a node. */
    static boolean isAddress(String text) {
        return text.matches(FORM);
    }

    /** The addresses in it now; none while it is missing or cannot be read. */
    public List<String> addresses() {
        try {
            return lines().stream()
                    .map(String::strip)
                    .filter(PeersFile::isAddress)
                    .toList();
        } catch (IOException e) {
            // It is being replaced; whoever asks will ask again.
            return List.of();
        }
    }

    /** All lines as they are, whoever wrote them. */
    public List<String> lines() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** Replaces all lines. */
    public void write(Set<String> lines) throws IOException {
        PrivateFiles.replace(file, lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    /** Adds an address behind what is there, unless it is there. */
    public void add(String address) throws IOException {
        Set<String> all = new LinkedHashSet<>(lines());
        if (all.add(address)) {
            write(all);
        }
    }
}
