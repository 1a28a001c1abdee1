package org.titlechain.testkit.ledger;

import java.nio.ByteBuffer;
import java.util.List;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.ledger.Entry;

/** Signed entries that differ from each other by a number. */
public final class TestEntries {
    /** The chain that the entries are for. */
    public static final String CHAIN = "test";

    private TestEntries() {}

    /** The signer with the number; same number, same key. */
    public static Signer signer(long number) {
        return Suite.GM
                .signatures()
                .signer(ByteBuffer.allocate(32).putLong(24, number + 1).array());
    }

    /** Entry {@code number} with one command that writes nothing; same number, same entry. */
    public static Entry entry(long number) {
        return entry(
                number,
                List.of(Value.map()
                        .put("type", "test.note")
                        .put("number", number)
                        .build()));
    }

    /** Entry {@code number} with the commands, signed by signer 0. */
    public static Entry entry(long number, List<MapValue> commands) {
        Signer signer = signer(0);
        return Entry.signed(body(number, signer, commands), signer);
    }

    /** The body of entry {@code number}. */
    public static Entry.Body body(long number, Signer signer, List<MapValue> commands) {
        byte[] nonce = ByteBuffer.allocate(16).putLong(8, number).array();
        return new Entry.Body(CHAIN, signer.publicKey(), nonce, 0, 1, commands);
    }

    /** An entry whose signature is not valid: engines carry it, nodes ignore it. Cheap to make. */
    public static Entry unsigned(long number, int size) {
        MapValue command = Value.map()
                .put("type", "test.note")
                .put("padding", new byte[size])
                .build();
        return Entry.withSignature(Suite.GM, body(number, signer(0), List.of(command)), new byte[64]);
    }
}
