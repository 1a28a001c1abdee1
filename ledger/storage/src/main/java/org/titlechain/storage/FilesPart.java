package org.titlechain.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files that change only as a whole, such as keys and configuration: single ones, or all in a folder. */
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
                }
            }
        }
    }
}
