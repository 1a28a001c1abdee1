package org.titlechain.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that are replaced as a whole or only grow, such as keys, configuration and reports: single ones, or all in a
 * folder. A file that goes while this is at work, such as the draft that replaces another, is left out.
 */
public final class FilesPart implements BackupPart {
    private final Path root;
    private final List<String> paths;

    /** The files and folders with these paths below the root; those that are missing are left out. */
    public FilesPart(Path root, List<String> paths) {
        this.root = root;
        this.paths = List.copyOf(paths);
    }

    @Override
    public String name() {
        return String.join(", ", paths);
    }

    @Override
    public void save(Sink sink) throws IOException {
        for (String path : paths) {
            Path start = root.resolve(path);
            if (!Files.exists(start)) {
                continue;
            }
            List<Path> files;
            try (Stream<Path> found = Files.walk(start)) {
                files = found.filter(Files::isRegularFile).sorted().toList();
            }
            for (Path file : files) {
                try (InputStream bytes = Files.newInputStream(file)) {
                    sink.file(root.relativize(file).toString().replace('\\', '/'), bytes);
                } catch (NoSuchFileException e) {
                    // Gone since the folder was listed: whatever took its place is there under its own name.
                }
            }
        }
    }
}
