package org.titlechain.vault;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What kind of personal data an attribute of the national tables holds. */
public enum PersonalAttribute {
    /** The name of a person or organisation. */
    NAME,
    /** The number of an identity document. */
    ID_NUMBER,
    PHONE,
    /** Where somebody lives, works or is written to, e-mail included. */
    ADDRESS,
    /** A price or another sum. */
    AMOUNT,
    /** Text in which anything may stand. */
    FREE_TEXT,
    /** Everything that is not known by name: it is shown only to those who see everything. */
    OTHER;

    private static final Map<String, PersonalAttribute> KINDS = Map.ofEntries(
            Map.entry("QLRMC", NAME),
            Map.entry("YWRMC", NAME),
            Map.entry("YWR", NAME),
            Map.entry("DYR", NAME),
            Map.entry("TDSYQR", NAME),
            Map.entry("GYDQLR", NAME),
            Map.entry("XYDQLR", NAME),
            Map.entry("CYXM", NAME),
            Map.entry("QLRFRMC", NAME),
            Map.entry("QLRDLRMC", NAME),
            Map.entry("YWRFRMC", NAME),
            Map.entry("YWRDLRMC", NAME),
            Map.entry("TZRXM", NAME),
            Map.entry("LZRXM", NAME),
            Map.entry("SLRY", NAME),
            Map.entry("DBR", NAME),
            Map.entry("SHRYXM", NAME),
            Map.entry("DBRYXM", NAME),
            Map.entry("FZRY", NAME),
            Map.entry("GDRY", NAME),
            Map.entry("SZRY", NAME),
            Map.entry("SFRY", NAME),
            Map.entry("JFRY", NAME),
            Map.entry("ZJH", ID_NUMBER),
            Map.entry("QLRZJH", ID_NUMBER),
            Map.entry("YWRZJH", ID_NUMBER),
            Map.entry("GYDQLRZJH", ID_NUMBER),
            Map.entry("XYDQLRZJH", ID_NUMBER),
            Map.entry("SFZHM", ID_NUMBER),
            Map.entry("LZRZJHM", ID_NUMBER),
            Map.entry("DH", PHONE),
            Map.entry("QLRFRDH", PHONE),
            Map.entry("QLRDLRDH", PHONE),
            Map.entry("YWRFRDH", PHONE),
            Map.entry("YWRDLRDH", PHONE),
            Map.entry("TZRDH", PHONE),
            Map.entry("TZRYDDH", PHONE),
            Map.entry("LZRDH", PHONE),
            Map.entry("DZ", ADDRESS),
            Map.entry("DZYJ", ADDRESS),
            Map.entry("TZRDZYJ", ADDRESS),
            Map.entry("QLRTXDZ", ADDRESS),
            Map.entry("YWRTXDZ", ADDRESS),
            Map.entry("LZRDZ", ADDRESS),
            Map.entry("GZDW", ADDRESS),
            Map.entry("HJSZSS", ADDRESS),
            Map.entry("YB", ADDRESS),
            Map.entry("QLRYB", ADDRESS),
            Map.entry("YWRYB", ADDRESS),
            Map.entry("LZRYB", ADDRESS),
            Map.entry("FDCJYJG", AMOUNT),
            Map.entry("BDBZZQSE", AMOUNT),
            Map.entry("ZGZQSE", AMOUNT),
            Map.entry("QDJG", AMOUNT),
            Map.entry("YSJE", AMOUNT),
            Map.entry("SSJE", AMOUNT),
            Map.entry("ZKHYSJE", AMOUNT),
            Map.entry("FJ", FREE_TEXT),
            Map.entry("BZ", FREE_TEXT),
            Map.entry("SHYJ", FREE_TEXT),
            Map.entry("DBYJ", FREE_TEXT),
            Map.entry("CFFW", FREE_TEXT),
            Map.entry("YYSX", FREE_TEXT));

    /** The attribute that holds the number of the person whom another attribute names or whose phone it is. */
    private static final Map<String, String> NUMBER_BESIDE = Map.ofEntries(
            Map.entry("QLRMC", "QLRZJH"),
            Map.entry("YWRMC", "YWRZJH"),
            Map.entry("GYDQLR", "GYDQLRZJH"),
            Map.entry("XYDQLR", "XYDQLRZJH"),
            Map.entry("CYXM", "SFZHM"),
            Map.entry("DH", "ZJH"));

    /** The kind of an attribute; {@link #OTHER} for one that is not listed. */
    public static PersonalAttribute of(String attribute) {
        return KINDS.getOrDefault(attribute, OTHER);
    }

    static Optional<String> numberBeside(String attribute) {
        return Optional.ofNullable(NUMBER_BESIDE.get(attribute));
    }

    /** The form in which two spellings of the same value are equal; used by the blind index only. */
    String normalise(String value) {
        String text = Normalizer.normalize(value, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> this == PHONE ? point >= '0' && point <= '9' : !ignored(point))
                .forEach(kept::appendCodePoint);
        if (this != PHONE) {
            return kept.toString();
        }
        String digits = kept.toString();
        if (digits.startsWith("0086")) {
            return digits.substring(4);
        }
        return digits.length() == 13 && digits.startsWith("86") ? digits.substring(2) : digits;
    }

    /** Blanks, and the dots that part the names of minorities in one spelling and not in another. */
    private static boolean ignored(int point) {
        return Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || point == '·'
                || point == '•'
                || point == '.';
    }
}
