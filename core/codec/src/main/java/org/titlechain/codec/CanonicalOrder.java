package org.titlechain.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The order of map keys: by their encoded bytes, which for text means shorter first, then bytewise. */
final class CanonicalOrder {
    static final Comparator<String> KEYS = CanonicalOrder::compare;

    private CanonicalOrder() {}

    /** One pass where both are ASCII, which keys nearly always are: a char is then a byte. */
    static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        int difference = 0;
        for (int i = 0; i < common; i++) {
            int leftUnit = left.charAt(i);
            int rightUnit = right.charAt(i);
            if ((leftUnit | rightUnit) >= 0x80) {
                return compareBytes(left, right);
            }
            difference = difference == 0 ? leftUnit - rightUnit : difference;
        }
        String longer = left.length() > right.length() ? left : right;
        for (int i = common; i < longer.length(); i++) {
            if (longer.charAt(i) >= 0x80) {
                return compareBytes(left, right);
            }
        }
        return left.length() == right.length() ? difference : Integer.compare(left.length(), right.length());
    }

    private static int compareBytes(String left, String right) {
        byte[] leftBytes = left.getBytes(StandardCharsets.UTF_8);
        byte[] rightBytes = right.getBytes(StandardCharsets.UTF_8);
        int byLength = Integer.compare(leftBytes.length, rightBytes.length);
        return byLength != 0 ? byLength : Arrays.compareUnsigned(leftBytes, rightBytes);
    }
}
