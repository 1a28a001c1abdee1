package org.titlechain.proof;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.Suite;

/**
 * Whom a verifier trusts: the trust file ({@code docs/formats.md}, section 10).
 *
 * @param chain the chain that the members sign for
 * @param suite the chain's suite
 * @param quorum how many members must have signed a checkpoint, from 1 to their number
 * @param members names and keys, each once
 */
public record TrustedMembers(String chain, Suite suite, int quorum, List<Member> members) {
    /** The value of the field {@code format}. */
    public static final String FORMAT = "titlechain/trust";

    /** Bytes of a trust file at most. */
    public static final int MAXIMUM_LENGTH = 1 << 20;

    /** A file, its list of members, a member, and its fields. */
    private static final int MAXIMUM_DEPTH = 3;

    /** A member and its raw public key; the array must not be changed. */
    public record Member(String name, byte[] publicKey) {}

    public TrustedMembers {
        Names.require(chain);
        members = List.copyOf(members);
        TreeSet<String> names = new TreeSet<>();
        TreeSet<String> keys = new TreeSet<>();
        for (Member member : members) {
            if (!names.add(Names.require(member.name()))
                    || !keys.add(HexFormat.of().formatHex(member.publicKey()))) {
                throw malformed("a name or key twice");
            }
            if (!hasShape(suite, member.publicKey())) {
                throw malformed("a key that is not one of the suite");
            }
        }
        if (quorum < 1 || quorum > members.size()) {
            throw malformed("quorum");
        }
    }

    /** The member with the name. */
    public Optional<Member> find(String name) {
        return members.stream().filter(member -> member.name().equals(name)).findFirst();
    }

    /** The same members, of whom one signature is enough: for what a single member says. */
    public TrustedMembers anyOne() {
        return new TrustedMembers(chain, suite, 1, members);
    }

    /**
     * Reads a trust file.
     *
     * @throws CodecException when it is not one, names an unknown field or names anything twice
     */
    public static TrustedMembers parse(byte[] file) {
        if (file.length > MAXIMUM_LENGTH) {
            throw new CodecException(Reason.TOO_LARGE, file.length + " bytes");
        }
        MapValue map = StrictJson.parse(file, MAXIMUM_DEPTH).asMap();
        Fields.requireFormat(map, FORMAT, List.of("chain", "suite", "quorum", "members"));
        List<Member> members = new ArrayList<>();
        for (Value item : map.get("members").asList()) {
            Fields.require(item.asMap(), List.of("name", "key"));
            members.add(new Member(
                    item.asMap().get("name").asText(),
                    key(item.asMap().get("key").asText())));
        }
        long quorum = map.get("quorum").asLong();
        if (quorum < 1 || quorum > members.size()) {
            throw malformed("quorum");
        }
        return new TrustedMembers(
                map.get("chain").asText(), suite(map.get("suite").asText()), (int) quorum, members);
    }

    /** The trust file as text. */
    public String text() {
        StringBuilder text = new StringBuilder("{\n  \"format\": \"" + FORMAT + "\",\n  \"version\": 1,\n");
        text.append("  \"chain\": \"").append(chain).append("\",\n");
        text.append("  \"suite\": \"").append(suite.label()).append("\",\n");
        text.append("  \"quorum\": ").append(quorum).append(",\n  \"members\": [\n");
        for (int i = 0; i < members.size(); i++) {
            // Names need no escape: see Names.
            text.append("    { \"name\": \"").append(members.get(i).name()).append("\", \"key\": \"");
            text.append(HexFormat.of().formatHex(members.get(i).publicKey())).append("\" }");
            text.append(i + 1 < members.size() ? ",\n" : "\n");
        }
        return text.append("  ]\n}\n").toString();
    }

    private static boolean hasShape(Suite suite, byte[] key) {
        return switch (suite) {
            case GM -> key.length == 65 && key[0] == 4;
            case INTERNATIONAL -> key.length == 32;
        };
    }

    private static byte[] key(String hex) {
        byte[] bytes;
        try {
            bytes = HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw malformed("a key that is not hexadecimal");
        }
        if (!HexFormat.of().formatHex(bytes).equals(hex)) {
            throw malformed("a key in upper case");
        }
        return bytes;
    }

    private static Suite suite(String label) {
        try {
            return Suite.ofLabel(label);
        } catch (IllegalArgumentException e) {
            throw malformed("suite");
        }
    }

    private static CodecException malformed(String detail) {
        return new CodecException(Reason.INVALID_VALUE, "trust file: " + detail);
    }
}
