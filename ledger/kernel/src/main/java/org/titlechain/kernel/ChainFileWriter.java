package org.titlechain.kernel;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;
import org.titlechain.ledger.Block;

/** Writes a chain as a file that is replayed anywhere: {@code docs/formats.md}, section 18. */
public final class ChainFileWriter implements AutoCloseable {
    /** What the file begins with. */
    static final byte[] MAGIC = {'T', 'C', 'X', '1'};

    /** The value of the header's field {@code format}. */
    static final String FORMAT = "titlechain/chain";

    private final DataOutputStream out;
    private final HashFunction hash;
    private byte[] digest = new byte[0];
    private long blocks;

    /** Begins the file of a chain. The stream is closed with the writer. */
    public ChainFileWriter(OutputStream stream, String chain, Suite suite) throws IOException {
        this.out = new DataOutputStream(new BufferedOutputStream(stream, 1 << 20));
        this.hash = suite.hash();
        out.write(MAGIC);
        add(Value.map()
                .put("format", FORMAT)
                .put("version", 1)
                .put("chain", chain)
                .put("suite", suite.label())
                .build());
    }

    /**
     * Adds the next block.
     *
     * @param checkpoint the text that the exporting member signed after it
     * @param evidence the engine's, where it is kept
     */
    public void add(Block block, String checkpoint, Optional<byte[]> evidence) throws IOException {
        add(Value.map()
                .put("height", block.height())
                .put("time", block.time())
                .put(
                        "entries",
                        Value.list(block.entries().stream().map(Value::of).toList()))
                .put("checkpoint", checkpoint)
                .put("evidence", evidence.<Value>map(Value::of).orElse(Value.NullValue.NULL))
                .build());
        blocks++;
    }

    private void add(MapValue record) throws IOException {
        byte[] bytes = CanonicalEncoder.encode(record);
        out.writeInt(bytes.length);
        out.write(bytes);
        digest = hash.hash(digest, bytes);
    }

    /** Ends the file: a copy that is cut or altered is noticed by what is written here. */
    public void end() throws IOException {
        add(Value.map().put("blocks", blocks).put("digest", digest).build());
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
