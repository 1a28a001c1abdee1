package org.titlechain.testkit.city;

/**
 * Somebody invented; everything about them follows from the number.
 *
 * @param kind what they are
 * @param number which of them
 */
record Party(Kind kind, int number) {
    /** What parties are. */
    enum Kind {
        PERSON(0),
        DEVELOPER(1),
        BANK(2),
        COLLECTIVE(3);

        private final int digit;

        Kind(int digit) {
            this.digit = digit;
        }
    }

    private static final String STEMS = "甲乙丙丁戊己庚辛壬癸";
    private static final String BRANCHES = "子丑寅卯辰巳午未申酉戌亥";

    static Party person(int number) {
        return new Party(Kind.PERSON, number);
    }

    /** 测试 and a number written with the stems and branches of the calendar. */
    String name() {
        return switch (kind) {
            case PERSON -> "测试" + sign(number);
            case DEVELOPER -> "测试" + sign(number) + "置业有限公司";
            case BANK -> "测试" + sign(number) + "银行股份有限公司示例支行";
            case COLLECTIVE -> "测试" + sign(number) + "村农民集体";
        };
    }

    private static String sign(int number) {
        StringBuilder sign = new StringBuilder();
        int rest = number;
        do {
            sign.append(STEMS.charAt(rest % 10));
            rest /= 10;
            if (rest > 0) {
                sign.append(BRANCHES.charAt(rest % 12));
                rest /= 12;
            }
        } while (rest > 0);
        return sign.toString();
    }

    /** An identity number that cannot be a real one. */
    String identityNumber() {
        return switch (kind) {
            case PERSON -> String.format("TESTID%08d", number);
            case DEVELOPER -> String.format("TESTCO%08dD", number);
            case BANK -> String.format("TESTCO%08dB", number);
            case COLLECTIVE -> String.format("TESTCO%08dC", number);
        };
    }

    /** The code of 证件种类: an identity card, or what the layout calls a company's number. */
    String identityType(boolean newer) {
        return kind == Kind.PERSON ? "1" : newer ? "8" : "7";
    }

    /** The code of 权利人类型. */
    String holderType() {
        return kind == Kind.PERSON ? "1" : kind == Kind.COLLECTIVE ? "99" : "2";
    }

    /** A number that no network gives out. */
    String phone() {
        return String.format("100%08d", number * 4L + kind.digit);
    }

    String address() {
        return "示例市虚构" + sign(number % 997) + "路" + (number % 4999 + 1) + "号住户" + number;
    }
}
