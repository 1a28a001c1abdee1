package org.titlechain.server.members;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code witnesses} of the data folder: a line {@code NAME ADDRESS KEY} for each witness whose word this node
 * shows. The key comes from the witness by another way than the network; it is what makes its word its own. The file is
 * read anew whenever it is asked for.
 */
public final class WitnessLines {
    /** The file's name. */
    public static final String FILE = "witnesses";

    private static final int MOST = 16;
    private static final Pattern LINE =
            Pattern.compile("([a-z0-9.-]{1,64}) +(https?://[A-Za-z0-9.:\\[\\]-]{1,200}) +((?:[0-9a-f]{2}){1,128})");

    private WitnessLines() {}

    /**
     * One witness.
     *
     * @param name the name in its signatures
     * @param address where it shows its word
     * @param key its public key, hexadecimal
     */
    public record Line(String name, String address, String key) {
        /** The key's bytes. */
        public byte[] keyBytes() {
            return HexFormat.of().parseHex(key);
        }
    }

    /**
     * The witnesses, at most 16; empty lines and lines that begin with {@code #} are for people.
     *
     * @throws IOException when the file cannot be read or a line is of another form: a witness must not vanish by a
     *     slip of the pen
     */
    public static List<Line> read(Path root) throws IOException {
        Path file = root.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        for (String text : Files.readAllLines(file)) {
            if (text.isBlank() || text.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(text.strip());
            if (!matcher.matches() || lines.size() == MOST) {
                throw new IOException("the file " + FILE + " has a line that is not NAME ADDRESS KEY, or too many");
            }
            lines.add(new Line(matcher.group(1), matcher.group(2), matcher.group(3)));
        }
        return lines;
    }
}
