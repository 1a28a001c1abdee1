package org.titlechain.contract.value;

import java.util.ArrayList;
import java.util.List;

/**
 * The number of a certificate (不动产权证号) or of a proof of registration (不动产登记证明号).
 *
 * <p>Spellings differ in brackets, widths and blanks; {@link #normalised} is equal for all of them. Numbers of older
 * systems that have another form are kept as they are.
 *
 * @param sent the number as sent, trimmed
 * @param normalised without blanks, with ASCII brackets, digits and letters
 */
public record CertificateNumber(String sent, String normalised) {
    /** The longest number that is kept, in characters. */
    public static final int LONGEST = 200;

    private static final List<String> CERTIFICATE_MARKS = List.of("不动产权第");
    private static final List<String> PROOF_MARKS = List.of("不动产证明第", "不动产登记证明第");
    private static final int FEWEST_DIGITS = 3;
    private static final int MOST_DIGITS = 9;

    /** The number in the text. */
    public static CertificateNumber of(String text) {
        String sent = text.strip();
        return new CertificateNumber(sent, normalise(sent));
    }

    /** The numbers in a field that joins several with commas; empty when there is none. */
    public static List<CertificateNumber> split(String text) {
        List<CertificateNumber> numbers = new ArrayList<>(1);
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || ",，、;；".indexOf(text.charAt(i)) >= 0) {
                CertificateNumber number = of(text.substring(start, i));
                if (!number.normalised.isEmpty() && !number.normalised.equals("/") && !numbers.contains(number)) {
                    numbers.add(number);
                }
                start = i + 1;
            }
        }
        return numbers;
    }

    private static String normalise(String text) {
        StringBuilder normalised = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00a0' || c == '\u3000' || c == '\ufeff') {
                continue;
            }
            normalised.append(
                    switch (c) {
                        case '（', '〔', '[', '［', '【', '﹙' -> '(';
                        case '）', '〕', ']', '］', '】', '﹚' -> ')';
                        default -> c >= '\uff01' && c <= '\uff5e' ? (char) (c - 0xfee0) : c;
                    });
        }
        return normalised.toString();
    }

    /** Whether the number reads as a number of a proof. */
    public boolean isProof() {
        return markEnd(PROOF_MARKS) >= 0;
    }

    /** Whether the number has the present form: place, year in brackets, mark, 3 to 9 digits, 号. */
    public boolean isWellFormed() {
        int end = Math.max(markEnd(CERTIFICATE_MARKS), markEnd(PROOF_MARKS));
        int open = normalised.indexOf('(');
        int close = normalised.indexOf(')', open + 1);
        return end > 0
                && open > 0
                && close == open + 5
                && digits(open + 1, close)
                && normalised.endsWith("号")
                && digits(end, normalised.length() - 1)
                && normalised.length() - 1 - end >= FEWEST_DIGITS
                && normalised.length() - 1 - end <= MOST_DIGITS;
    }

    private int markEnd(List<String> marks) {
        for (String mark : marks) {
            int at = normalised.indexOf(mark);
            if (at >= 0) {
                return at + mark.length();
            }
        }
        return -1;
    }

    private boolean digits(int from, int to) {
        for (int i = from; i < to; i++) {
            char c = normalised.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateNumber number && normalised.equals(number.normalised);
    }

    @Override
    public int hashCode() {
        return normalised.hashCode();
    }
}
