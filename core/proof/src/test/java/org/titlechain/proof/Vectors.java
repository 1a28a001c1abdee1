package org.titlechain.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/** The golden vectors under {@code testing/vectors}, which verifiers in several languages read. */
final class Vectors {
    private static final int DEPTH = 80;

    private final MapValue file;

    private Vectors(MapValue file) {
        this.file = file;
    }

    static Vectors read(String name) {
        try {
            Path path = Path.of("..", "..", "testing", "vectors", name);
            return new Vectors(StrictJson.parse(Files.readAllBytes(path), DEPTH).asMap());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<MapValue> cases(String list) {
        return file.get(list).asList().stream().map(Value::asMap).toList();
    }

    MapValue map(String name) {
        return file.get(name).asMap();
    }

    static byte[] hex(MapValue map, String field) {
        return HexFormat.of().parseHex(map.get(field).asText());
    }

    static List<byte[]> hashes(MapValue map, String field) {
        List<byte[]> hashes = new ArrayList<>();
        map.get(field).asList().forEach(item -> hashes.add(HexFormat.of().parseHex(item.asText())));
        return hashes;
    }
}
