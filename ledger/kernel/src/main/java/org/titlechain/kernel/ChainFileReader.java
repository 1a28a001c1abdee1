package org.titlechain.kernel;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.Suite;
import org.titlechain.ledger.Block;

/** Reads a chain's file from its first block to its end: {@code docs/formats.md}, section 18. */
public final class ChainFileReader implements AutoCloseable {
    /** A block's entries come to a few times 4 MiB at most; a length beyond this is no record. */
    private static final int LARGEST_RECORD = 512 << 20;

    private final DataInputStream in;
    private final String chain;
    private final Suite suite;
    private byte[] digest = new byte[0];
    private long blocks;
    private boolean ended;

    /** A block of the file, with what the exporting member signed after it and the engine's evidence. */
    public record Stored(Block block, String checkpoint, Optional<byte[]> evidence) {}

    /**
     * Reads the beginning. The stream is closed with the reader.
     *
     * @throws IOException when this is not the file of a chain
     */
    public ChainFileReader(InputStream stream) throws IOException {
        this.in = new DataInputStream(new BufferedInputStream(stream, 1 << 20));
        byte[] magic = in.readNBytes(ChainFileWriter.MAGIC.length);
        if (!Arrays.equals(magic, ChainFileWriter.MAGIC)) {
            throw new IOException("this is not the file of a chain");
        }
        byte[] bytes = record();
        try {
            MapValue header = CanonicalDecoder.decode(bytes).asMap();
            if (!header.get("format").asText().equals(ChainFileWriter.FORMAT)
                    || header.get("version").asLong() != 1) {
                throw new IOException("the file is of a format that this program does not know");
            }
            this.chain = header.get("chain").asText();
            this.suite = Suite.ofLabel(header.get("suite").asText());
        } catch (CodecException | IllegalArgumentException e) {
            throw new IOException("the file's header cannot be read", e);
        }
        digest = suite.hash().hash(digest, bytes);
    }

    public String chain() {
        return chain;
    }

    public Suite suite() {
        return suite;
    }

    /**
     * The next block; empty at the end.
     *
     * @throws IOException when the file was cut or altered; the message says after which block
     */
    public Optional<Stored> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        byte[] bytes = record();
        try {
            MapValue map = CanonicalDecoder.decode(bytes).asMap();
            if (map.find("digest").isPresent()) {
                requireEnd(map);
                return Optional.empty();
            }
            digest = suite.hash().hash(digest, bytes);
            blocks++;
            List<byte[]> entries =
                    map.get("entries").asList().stream().map(Value::asBytes).toList();
            Value evidence = map.get("evidence");
            return Optional.of(new Stored(
                    new Block(map.get("height").asLong(), map.get("time").asLong(), entries),
                    map.get("checkpoint").asText(),
                    evidence.isNull() ? Optional.empty() : Optional.of(evidence.asBytes())));
        } catch (CodecException e) {
            throw damaged();
        }
    }

    private void requireEnd(MapValue map) throws IOException {
        if (map.get("blocks").asLong() != blocks
                || !Arrays.equals(map.get("digest").asBytes(), digest)
                || in.read() >= 0) {
            throw new IOException("the file was altered: its digest is not that of its " + blocks + " blocks");
        }
        ended = true;
    }

    private byte[] record() throws IOException {
        try {
            int length = in.readInt();
            if (length < 0 || length > LARGEST_RECORD) {
                throw damaged();
            }
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw damaged();
            }
            return bytes;
        } catch (EOFException e) {
            throw damaged();
        }
    }

    private IOException damaged() {
        return new IOException("the file was cut or altered after block " + blocks);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
