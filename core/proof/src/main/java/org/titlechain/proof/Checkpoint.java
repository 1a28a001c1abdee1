package org.titlechain.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;

/**
 * What members sign: the state of a chain at a height ({@code docs/formats.md}, section 6).
 *
 * @param chain the chain
 * @param suite the chain's suite
 * @param height the last block
 * @param time that block's time, in ms
 * @param logSize leaves in the log
 * @param logRoot the root of the log; the array must not be changed
 * @param stateRoot the root of the state tree; the array must not be changed
 */
public record Checkpoint(
        String chain, Suite suite, long height, long time, long logSize, byte[] logRoot, byte[] stateRoot) {
    /** The first line, and the tag of the signatures. */
    public static final String TAG = "titlechain/checkpoint/v1";

    /** The tag of {@link #contentRoot}. */
    public static final String ROOT_TAG = "titlechain/root/v1";

    /** The largest decimal: every implementation can hold it exactly. */
    public static final long MAXIMUM_NUMBER = (1L << 53) - 1;

    private static final int LINES = 8;
    private static final int KEY_HINT_LENGTH = 4;
    private static final int SIGNATURE_LENGTH = 64;
    private static final String DASH = "\u2014 ";

    public Checkpoint {
        Names.require(chain);
        requireNumber(height);
        requireNumber(time);
        requireNumber(logSize);
        if (logRoot.length != HashFunction.DIGEST_LENGTH || stateRoot.length != HashFunction.DIGEST_LENGTH) {
            throw malformed("root length");
        }
    }

    /** A signature line: who signed, the first four bytes of the signing key's identifier, and the signature. */
    public record SignatureLine(String member, byte[] keyHint, byte[] signature) {
        String text() {
            byte[] bytes = Arrays.copyOf(keyHint, KEY_HINT_LENGTH + SIGNATURE_LENGTH);
            System.arraycopy(signature, 0, bytes, KEY_HINT_LENGTH, SIGNATURE_LENGTH);
            return DASH + member + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
        }
    }

    /** A checkpoint with its signature lines, at least one, each of another member. */
    public record Signed(Checkpoint checkpoint, List<SignatureLine> signatures) {
        public Signed {
            signatures = List.copyOf(signatures);
            TreeSet<String> names = new TreeSet<>();
            for (SignatureLine line : signatures) {
                if (!names.add(line.member())) {
                    throw malformed("a member signed twice");
                }
            }
            if (signatures.isEmpty()) {
                throw malformed("no signature");
            }
        }

        /** The whole text: eight lines, an empty line, the signature lines. */
        public String text() {
            StringBuilder text = new StringBuilder(checkpoint.body()).append('\n');
            for (SignatureLine line : signatures) {
                text.append(line.text());
            }
            return text.toString();
        }

        /** Who signed, in the order of the lines. */
        public List<String> signers() {
            return signatures.stream().map(SignatureLine::member).toList();
        }

        /** The same checkpoint with one more signature. */
        public Signed with(String member, Signer signer) {
            List<SignatureLine> lines = new ArrayList<>(signatures);
            lines.add(checkpoint.signatureLine(member, signer));
            return new Signed(checkpoint, lines);
        }
    }

    /** The eight lines with their ends: what the signatures are made over. */
    public String body() {
        Base64.Encoder base64 = Base64.getEncoder();
        return String.join(
                "\n",
                TAG,
                chain,
                suite.label(),
                Long.toString(height),
                Long.toString(time),
                Long.toString(logSize),
                base64.encodeToString(logRoot),
                base64.encodeToString(stateRoot),
                "");
    }

    /** The bytes that members sign. */
    public byte[] signingInput() {
        return suite.signingInput(TAG, body().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The hash of what was decided up to here, without height and time, so that a block without commands does not
     * change it: what an engine can let its members agree on. H of the signing input of log size (8, big-endian), log
     * root and state root under {@link #ROOT_TAG}.
     */
    public byte[] contentRoot() {
        byte[] content = ByteBuffer.allocate(Long.BYTES + 2 * HashFunction.DIGEST_LENGTH)
                .putLong(logSize)
                .put(logRoot)
                .put(stateRoot)
                .array();
        return suite.hash().hash(suite.signingInput(ROOT_TAG, content));
    }

    /**
     * Whether no history holds both this checkpoint and another of the same chain: at one height they are not the same;
     * with one log size their roots differ; or the higher one is earlier in time or has the smaller log.
     */
    public boolean contradicts(Checkpoint other) {
        if (!chain.equals(other.chain) || suite != other.suite) {
            return false;
        }
        if (height == other.height) {
            return !body().equals(other.body());
        }
        if (logSize == other.logSize
                && !(Arrays.equals(logRoot, other.logRoot) && Arrays.equals(stateRoot, other.stateRoot))) {
            return true;
        }
        Checkpoint lower = height < other.height ? this : other;
        Checkpoint higher = height < other.height ? other : this;
        return lower.time > higher.time || lower.logSize > higher.logSize;
    }

    /** This checkpoint, signed by one member. */
    public Signed sign(String member, Signer signer) {
        return new Signed(this, List.of(signatureLine(member, signer)));
    }

    /** The line by which a member signs this checkpoint. */
    public SignatureLine signatureLine(String member, Signer signer) {
        if (signer.suite() != suite) {
            throw new IllegalArgumentException("the signer's suite is not the checkpoint's");
        }
        byte[] hint = Arrays.copyOf(suite.keyId(signer.publicKey()), KEY_HINT_LENGTH);
        return new SignatureLine(Names.require(member), hint, signer.sign(signingInput()));
    }

    /**
     * Reads a checkpoint with its signature lines. The signatures are not verified here.
     *
     * @throws CodecException when the text is not exactly what {@link Signed#text} writes
     */
    public static Signed parse(String text) {
        String[] lines = text.split("\n", -1);
        // Eight lines, the empty line, at least one signature line, and nothing after the last line's end.
        if (lines.length < LINES + 3 || !lines[0].equals(TAG) || !lines[LINES].isEmpty()) {
            throw malformed("lines");
        }
        Checkpoint checkpoint = new Checkpoint(
                lines[1],
                suite(lines[2]),
                number(lines[3]),
                number(lines[4]),
                number(lines[5]),
                base64(lines[6], HashFunction.DIGEST_LENGTH),
                base64(lines[7], HashFunction.DIGEST_LENGTH));
        List<SignatureLine> signatures = new ArrayList<>();
        for (int i = LINES + 1; i < lines.length - 1; i++) {
            signatures.add(parseSignature(lines[i]));
        }
        Signed signed = new Signed(checkpoint, signatures);
        if (!signed.text().equals(text)) {
            throw malformed("not in its one form");
        }
        return signed;
    }

    private static SignatureLine parseSignature(String line) {
        int blank = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || blank < DASH.length()) {
            throw malformed("signature line");
        }
        byte[] bytes = base64(line.substring(blank + 1), KEY_HINT_LENGTH + SIGNATURE_LENGTH);
        return new SignatureLine(
                Names.require(line.substring(DASH.length(), blank)),
                Arrays.copyOf(bytes, KEY_HINT_LENGTH),
                Arrays.copyOfRange(bytes, KEY_HINT_LENGTH, bytes.length));
    }

    private static Suite suite(String label) {
        try {
            return Suite.ofLabel(label);
        } catch (IllegalArgumentException e) {
            throw malformed("suite");
        }
    }

    private static long number(String decimal) {
        // Sixteen digits hold every permitted number and never overflow.
        if (decimal.isEmpty() || decimal.length() > 16) {
            throw malformed("number");
        }
        for (int i = 0; i < decimal.length(); i++) {
            if (decimal.charAt(i) < '0' || decimal.charAt(i) > '9') {
                throw malformed("number");
            }
        }
        return Long.parseLong(decimal);
    }

    private static byte[] base64(String text, int length) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw malformed("base64");
        }
        if (bytes.length != length) {
            throw malformed("length");
        }
        return bytes;
    }

    private static void requireNumber(long number) {
        if (number < 0 || number > MAXIMUM_NUMBER) {
            throw malformed("number");
        }
    }

    private static CodecException malformed(String detail) {
        return new CodecException(Reason.INVALID_VALUE, "checkpoint: " + detail);
    }
}
