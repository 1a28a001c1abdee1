package org.titlechain.kernel.key;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.key.KeyException.Reason;

/**
 * The text of a key's file that is more than a seed (formats, 20): its kind, lines {@code name = value}, and a check
 * over all of it, so that a changed character is known as damage.
 *
 * @param kind the first line
 * @param suite the key's suite
 * @param publicKey the raw public key
 * @param fields what else its kind has, by name
 */
record KeyText(String kind, Suite suite, byte[] publicKey, Map<String, String> fields) {
    private static final String CHECK = "check = ";
    private static final int CHECK_DIGITS = 8;

    /** The lines, check and all; the fields in the order of their names. */
    String format() {
        StringBuilder text = new StringBuilder(kind).append('\n');
        line(text, "suite", suite.label());
        line(text, "key", HexFormat.of().formatHex(publicKey));
        new TreeMap<>(fields).forEach((name, value) -> line(text, name, value));
        return text + CHECK + check(suite, text.toString()) + "\n";
    }

    private static void line(StringBuilder text, String name, String value) {
        if (value.isEmpty() || !value.equals(value.strip()) || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the value of " + name + " is empty or cannot stand in a line");
        }
        text.append(name).append(" = ").append(value).append('\n');
    }

    /**
     * Reads the lines.
     *
     * @param file names it in sentences
     * @param wanted the suite that the key is for
     * @throws KeyException when a character was changed, or the key is of another suite
     */
    static KeyText parse(String file, String text, Suite wanted) throws KeyException {
        List<String> lines = new ArrayList<>(text.lines().toList());
        Map<String, String> fields = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int sign = line.indexOf(" = ");
            if (sign < 1 || fields.put(line.substring(0, sign), line.substring(sign + 3)) != null) {
                throw damaged(file);
            }
        }
        Suite suite = suite(Optional.ofNullable(fields.remove("suite")).orElse(""), file);
        int end = text.lastIndexOf(CHECK);
        String check = Optional.ofNullable(fields.remove("check")).orElse("");
        if (end < 0
                || !text.substring(end).equals(CHECK + check + "\n")
                || !check.equals(check(suite, text.substring(0, end)))) {
            throw damaged(file);
        }
        if (suite != wanted) {
            throw new KeyException(
                    Reason.KEY_OF_ANOTHER_SUITE,
                    "the key in " + file + " is of the suite " + suite.label() + ", not " + wanted.label());
        }
        byte[] key = bytes(file, Optional.ofNullable(fields.remove("key")).orElse(""));
        return new KeyText(lines.getFirst(), suite, key, fields);
    }

    /** The value of a field that must be there. */
    String field(String file, String name) throws KeyException {
        String value = fields.get(name);
        if (value == null) {
            throw damaged(file);
        }
        return value;
    }

    /** Where the file says that its password or PIN is. */
    SecretSource secret(String file) throws KeyException {
        for (SecretSource.Kind source : SecretSource.Kind.values()) {
            String name = fields.get(source.field());
            if (name != null) {
                return new SecretSource(source, name);
            }
        }
        throw damaged(file);
    }

    static byte[] bytes(String file, String digits) throws KeyException {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw damaged(file);
        }
    }

    static KeyException damaged(String file) {
        return new KeyException(Reason.KEY_DAMAGED, "the key file " + file + " is damaged");
    }

    private static Suite suite(String label, String file) throws KeyException {
        try {
            return Suite.ofLabel(label);
        } catch (IllegalArgumentException e) {
            throw damaged(file);
        }
    }

    private static String check(Suite suite, String text) {
        byte[] digest = suite.hash().hash(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, CHECK_DIGITS);
    }
}
