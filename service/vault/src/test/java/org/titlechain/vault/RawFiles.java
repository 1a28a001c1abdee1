package org.titlechain.vault;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;

/** Looks into files as a thief with a hex editor would. */
final class RawFiles {
    private RawFiles() {}

    static List<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files in which the bytes stand. */
    static List<Path> holding(Path folder, byte[] wanted) throws IOException {
        List<Path> found = new ArrayList<>();
        String needle = new String(wanted, StandardCharsets.ISO_8859_1);
        for (Path file : below(folder)) {
            if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(needle)) {
                found.add(file);
            }
        }
        return found;
    }

    /** The canaries, each of the same number of bytes, that stand in the bytes. */
    static List<String> canaries(byte[] bytes, Set<String> canaries, int length) {
        List<String> found = new ArrayList<>();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (int i = 0; i + length <= text.length(); i++) {
            String piece = text.substring(i, i + length);
            if (canaries.contains(piece)) {
                found.add(piece);
            }
        }
        return found;
    }

    /** Everything that can be unpacked from some place in the bytes on; empty pieces left out. */
    static byte[] unpacked(byte[] bytes) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i + 1 < bytes.length; i++) {
            boolean zlib = (bytes[i] & 0x0f) == 8 && ((bytes[i] & 0xff) * 256 + (bytes[i + 1] & 0xff)) % 31 == 0;
            if (zlib) {
                try (InflaterInputStream in =
                        new InflaterInputStream(new ByteArrayInputStream(bytes, i, bytes.length - i))) {
                    in.transferTo(all);
                } catch (IOException e) {
                    // Not the beginning of a packed text after all.
                }
            }
        }
        return all.toByteArray();
    }
}
