package org.titlechain.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.titlechain.storage.Finding;

/** Finds the damaged file of a database that does not open: RocksDB itself often names another one. */
final class DatabaseFiles {
    private final Path folder;

    DatabaseFiles(Path folder) {
        this.folder = folder;
    }

    List<Finding> damaged() throws IOException {
        List<Finding> findings = new ArrayList<>();
        Path current = folder.resolve("CURRENT");
        if (Files.exists(current)) {
            String manifest = Files.readString(current, StandardCharsets.ISO_8859_1);
            boolean names = manifest.matches("MANIFEST-\\d{6,}\n") && Files.exists(folder.resolve(manifest.strip()));
            if (!names) {
                findings.add(new Finding(current.toString(), 0, "", "", "the file does not name the manifest"));
            }
        }
        List<Path> tables;
        try (Stream<Path> files = Files.list(folder)) {
            tables = files.filter(file -> file.toString().endsWith(".sst"))
                    .sorted()
                    .toList();
        }
        for (Path table : tables) {
            try (Options options = new Options();
                    SstFileReader reader = new SstFileReader(options)) {
                reader.open(table.toString());
                reader.verifyChecksum();
            } catch (RocksDBException e) {
                findings.add(new Finding(table.toString(), 0, "", "", String.valueOf(e.getMessage())));
            }
        }
        return findings;
    }
}
