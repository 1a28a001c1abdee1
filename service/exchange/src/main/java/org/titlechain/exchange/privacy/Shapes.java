package org.titlechain.exchange.privacy;

/** Shapes of values that need more than a look at each character. */
final class Shapes {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";

    private Shapes() {}

    /** At most nine digits before the point and six after it: no identity or telephone number is a number. */
    static boolean isNumber(String value) {
        int start = value.startsWith("-") ? 1 : 0;
        int whole = 0;
        while (start + whole < value.length() && PublicForm.isDigit(value.charAt(start + whole))) {
            whole++;
        }
        if (whole == 0 && !value.startsWith(".", start) || whole > 9) {
            return false;
        }
        int at = start + whole;
        if (at == value.length()) {
            return true;
        }
        int decimals = value.length() - at - 1;
        return value.charAt(at) == '.' && decimals >= 1 && decimals <= 6 && allDigits(value, at + 1);
    }

    /** Year, month and day with separators or as eight digits, then perhaps a time and a zone. */
    static boolean isDate(String value) {
        if (value.length() < 6 || value.length() > 35 || !allDigits(value.substring(0, 4), 0)) {
            return false;
        }
        if (allDigits(value, 0)) {
            return value.length() == 8 || value.length() == 14;
        }
        if ("-/年.".indexOf(value.charAt(4)) < 0) {
            return false;
        }
        for (int i = 5; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!PublicForm.isDigit(c) && "-/年月日.T :Z+".indexOf(c) < 0) {
                return false;
            }
        }
        return longestDigits(value) <= 9;
    }

    /** A certificate's or proof's number in any spelling: short, with a serial and the sign 号 or 第. */
    static boolean isCertificate(String value) {
        if (value.isEmpty() || value.length() > 60) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (!PublicForm.isPlain(value.charAt(i))) {
                return false;
            }
        }
        boolean signed = value.indexOf('号') >= 0 || value.indexOf('第') >= 0;
        int digits = longestDigits(value);
        return signed && digits >= 1 && digits <= 10;
    }

    /** Whether the value is an identity number of 18 places with a right check character, or a mobile number. */
    static boolean isPersonal(String value) {
        return isMobile(value) || isIdentityNumber(value);
    }

    private static boolean isMobile(String value) {
        return value.length() == 11 && value.charAt(0) == '1' && value.charAt(1) >= '3' && allDigits(value, 0);
    }

    /** GB 11643: six digits of a district, a date of birth, a sequence and a check character (ISO 7064 MOD 11-2). */
    private static boolean isIdentityNumber(String value) {
        if (value.length() != 18 || !allDigits(value.substring(0, 17), 0)) {
            return false;
        }
        int year = Integer.parseInt(value.substring(6, 10));
        int month = Integer.parseInt(value.substring(10, 12));
        int day = Integer.parseInt(value.substring(12, 14));
        if (year < 1880 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (value.charAt(i) - '0') * WEIGHTS[i];
        }
        return Character.toUpperCase(value.charAt(17)) == CHECK_CHARACTERS.charAt(sum % 11);
    }

    /** The length of the longest run of digits, full-width ones included. */
    static int longestDigits(String value) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            run = PublicForm.isDigit(c) || c >= '０' && c <= '９' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static boolean allDigits(String value, int from) {
        for (int i = from; i < value.length(); i++) {
            if (!PublicForm.isDigit(value.charAt(i))) {
                return false;
            }
        }
        return from < value.length();
    }
}
