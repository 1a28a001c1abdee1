package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;

/** Adds to a {@code titlechain.conf} what a command knows, and never changes what somebody wrote there. */
final class ConfigurationLines {
    private ConfigurationLines() {}

    /**
     * Adds the keys that are missing.
     *
     * @throws StartException {@code MEMBER_CONFIGURATION_DIFFERS} when the file says something else
     */
    static void add(Path file, SortedMap<String, String> wanted) throws IOException {
        String text = Files.exists(file) ? Files.readString(file) : "";
        Map<String, String> present = new TreeMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                present.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        StringBuilder added = new StringBuilder(text.isEmpty() || text.endsWith("\n") ? text : text + "\n");
        wanted.forEach((key, value) -> {
            String known = present.get(key);
            if (known == null) {
                added.append(key).append(" = ").append(value).append('\n');
            } else if (!known.equals(value)) {
                throw new StartException(
                        Kind.CONFIGURATION,
                        "MEMBER_CONFIGURATION_DIFFERS: " + file + " says " + key + " = " + known + ", wanted is "
                                + value);
            }
        });
        PrivateFiles.replace(file, added.toString());
    }
}
