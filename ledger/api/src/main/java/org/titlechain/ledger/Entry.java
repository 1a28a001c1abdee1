package org.titlechain.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;

/**
 * One or more commands under one signature: the unit that a ledger orders. Format: {@code docs/formats.md}, "Entry".
 *
 * <p>The bytes are opaque to an engine; only the identifier matters to it.
 */
public final class Entry {
    /** What the signature of an entry is made over. */
    public static final String TAG = "titlechain/entry/v1";

    /** Bytes of an entry at most. */
    public static final int MAXIMUM_LENGTH = 4 * 1024 * 1024;

    /**
     * The signed part of an entry.
     *
     * @param chain the chain that the entry is meant for
     * @param publicKey the raw key that signs
     * @param nonce 16 bytes chosen by the client, so that equal commands can be submitted twice on purpose
     * @param expires the last block time at which the entry may still take effect, in milliseconds; 0 for no limit
     * @param contractVersion the contract version that the commands were built for
     * @param commands at least one command, in order, each with a text field {@code type}; a {@link CodecException}
     *     says that it is missing
     */
    public record Body(
            String chain, byte[] publicKey, byte[] nonce, long expires, long contractVersion, List<MapValue> commands) {
        public Body {
            commands = List.copyOf(commands);
            for (MapValue command : commands) {
                command.get("type").asText();
            }
        }
    }

    private final byte[] bytes;
    private final Suite suite;
    private final byte[] bodyBytes;
    private final Body body;
    private final byte[] signature;
    private final byte[] id;

    private Entry(byte[] bytes, Suite suite, byte[] bodyBytes, Body body, byte[] signature) {
        this.bytes = bytes;
        this.suite = suite;
        this.bodyBytes = bodyBytes;
        this.body = body;
        this.signature = signature;
        this.id = suite.hash().hash(signingInput());
    }

    /** Builds and signs an entry. The body's public key must be the signer's. */
    public static Entry signed(Body body, Signer signer) {
        if (!Arrays.equals(body.publicKey(), signer.publicKey())) {
            throw new IllegalArgumentException("the body names another key than the signer's");
        }
        byte[] bodyBytes = CanonicalEncoder.encode(encode(body));
        return assemble(
                signer.suite(), bodyBytes, body, signer.sign(signer.suite().signingInput(TAG, bodyBytes)));
    }

    /** Joins a body with a signature that was made elsewhere over {@link #signingInput(Suite, Body)}. */
    public static Entry withSignature(Suite suite, Body body, byte[] signature) {
        return assemble(suite, CanonicalEncoder.encode(encode(body)), body, signature);
    }

    /** The bytes that a signer elsewhere signs. */
    public static byte[] signingInput(Suite suite, Body body) {
        return suite.signingInput(TAG, CanonicalEncoder.encode(encode(body)));
    }

    /**
     * Reads an entry. The signature is not verified here.
     *
     * @throws CodecException when the bytes are not a canonical entry
     */
    public static Entry decode(byte[] bytes) {
        if (bytes.length > MAXIMUM_LENGTH) {
            throw new CodecException(Reason.TOO_LARGE, bytes.length + " bytes");
        }
        MapValue map = CanonicalDecoder.decode(bytes).asMap();
        requireFields(map, Set.of("version", "suite", "body", "signature"));
        if (map.get("version").asLong() != 1) {
            throw new CodecException(Reason.INVALID_VALUE, "entry version");
        }
        Suite suite;
        try {
            suite = Suite.ofNumber(map.get("suite").asLong());
        } catch (IllegalArgumentException e) {
            throw new CodecException(Reason.INVALID_VALUE, "suite");
        }
        byte[] bodyBytes = map.get("body").asBytes();
        Body body = decodeBody(CanonicalDecoder.decode(bodyBytes).asMap());
        return new Entry(
                bytes.clone(), suite, bodyBytes, body, map.get("signature").asBytes());
    }

    private static Entry assemble(Suite suite, byte[] bodyBytes, Body body, byte[] signature) {
        byte[] bytes = CanonicalEncoder.encode(Value.map()
                .put("version", 1)
                .put("suite", suite.number())
                .put("body", bodyBytes)
                .put("signature", signature)
                .build());
        return new Entry(bytes, suite, bodyBytes, body, signature);
    }

    private static MapValue encode(Body body) {
        return Value.map()
                .put("chain", body.chain())
                .put("key", body.publicKey())
                .put("nonce", body.nonce())
                .put("expires", body.expires())
                .put("contract", body.contractVersion())
                .put("commands", Value.list(body.commands()))
                .build();
    }

    private static Body decodeBody(MapValue map) {
        requireFields(map, Set.of("chain", "key", "nonce", "expires", "contract", "commands"));
        List<MapValue> commands = new ArrayList<>();
        for (Value command : map.get("commands").asList()) {
            commands.add(command.asMap());
        }
        byte[] nonce = map.get("nonce").asBytes();
        long expires = map.get("expires").asLong();
        long contract = map.get("contract").asLong();
        if (commands.isEmpty() || nonce.length != 16 || expires < 0 || contract < 1) {
            throw new CodecException(Reason.INVALID_VALUE, "entry body");
        }
        return new Body(map.get("chain").asText(), map.get("key").asBytes(), nonce, expires, contract, commands);
    }

    private static void requireFields(MapValue map, Set<String> fields) {
        for (String key : map.entries().keySet()) {
            if (!fields.contains(key)) {
                throw new CodecException(Reason.UNKNOWN_FIELD, key);
            }
        }
        for (String field : fields.stream().sorted().toList()) {
            map.get(field);
        }
    }

    private byte[] signingInput() {
        return suite.signingInput(TAG, bodyBytes);
    }

    /** What the signature must verify against. */
    public byte[] signedBytes() {
        return signingInput();
    }

    /** The 32 bytes that identify the entry: the hash of what is signed. The signature is not part of it. */
    public byte[] id() {
        return id.clone();
    }

    /** The identifier in lower-case hexadecimal digits. */
    public String idText() {
        return HexFormat.of().formatHex(id);
    }

    public Suite suite() {
        return suite;
    }

    public Body body() {
        return body;
    }

    public byte[] signature() {
        return signature.clone();
    }

    /** The canonical bytes of the whole entry. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
