package org.titlechain.exchange.privacy;

import java.util.Set;

/**
 * The form that a value must have to be on the ledger as it is. Forms are narrow on purpose: a note, a name or a
 * telephone number in a column for codes must not slip through. What does not fit goes to the vault.
 */
enum PublicForm {
    CODE("code"),
    NUMBER("number"),
    DATE("date"),
    TERM("term"),
    UNIT("unit"),
    PARCEL("parcel"),
    DISTRICT("district"),
    BUSINESS("business"),
    CERTIFICATE("certificate"),
    SERIAL("serial"),
    SHARE("share"),
    LOCATION("location"),
    ORGANISATION("organisation"),
    DOCUMENT("document"),
    TOKEN("token"),
    SIGNATURE("signature"),
    CAUSE("cause"),
    STAGE("stage"),
    CERTIFICATE_KIND("certificate-kind"),
    MATERIAL("material"),
    USE("use");

    private static final String ORGANISATION_WORDS = "中心局院厅所部委公司政府处站科队办室庭银行机关";
    private static final String TOKEN_WORDS = "号幢栋单元层室座区地下上东西南北中间户弄巷村组";

    private final String key;

    PublicForm(String key) {
        this.key = key;
    }

    static PublicForm ofKey(String key) {
        for (PublicForm form : values()) {
            if (form.key.equals(key)) {
                return form;
            }
        }
        throw new IllegalStateException("no form is called " + key);
    }

    /**
     * Whether the value has the form.
     *
     * @param words the words allowed in columns that take words
     */
    boolean fits(String value, Set<String> words) {
        return switch (this) {
            case CODE -> within(value, 10) && all(value, c -> isAlphanumeric(c) || c == '.' || c == ',');
            case NUMBER -> Shapes.isNumber(value);
            case DATE -> Shapes.isDate(value);
            case TERM ->
                within(value, 40)
                        && all(value, c -> isDigit(c) || "年月日起至止永久长期终生无期限个 -~:./TZ+".indexOf(c) >= 0)
                        && Shapes.longestDigits(value) <= 8;
            case UNIT ->
                each(
                        value,
                        part -> within(part, 32)
                                && part.length() >= 19
                                && letters(part) >= 2
                                && all(part, PublicForm::isAlphanumeric));
            case PARCEL ->
                each(
                        value,
                        part -> within(part, 24)
                                && part.length() >= 12
                                && letters(part) >= 2
                                && all(part, PublicForm::isAlphanumeric));
            case DISTRICT -> within(value, 9) && value.length() >= 6 && all(value, PublicForm::isDigit);
            case BUSINESS ->
                within(value, 64)
                        && all(value, c -> isAlphanumeric(c) || "-_./()".indexOf(c) >= 0)
                        && !Shapes.isPersonal(value);
            case CERTIFICATE -> each(value, Shapes::isCertificate);
            case SERIAL ->
                within(value, 30)
                        && all(value, c -> isAlphanumeric(c) || c == '-' || c == ',')
                        && !Shapes.isPersonal(value);
            case SHARE ->
                within(value, 24)
                        && all(value, c -> isDigit(c) || "/.%／ 分之百一二三四五六七八九十零".indexOf(c) >= 0)
                        && Shapes.longestDigits(value) <= 10;
            case LOCATION -> within(value, 200) && all(value, PublicForm::isPlain) && Shapes.longestDigits(value) <= 8;
            case ORGANISATION -> isOrganisation(value);
            case DOCUMENT ->
                within(value, 60)
                        && all(value, PublicForm::isPlain)
                        && Shapes.longestDigits(value) <= 10
                        && Shapes.longestDigits(value) > 0
                        && value.indexOf('号') >= 0;
            case TOKEN ->
                within(value, 30)
                        && all(value, c -> isAlphanumeric(c) || "-_./#,".indexOf(c) >= 0 || TOKEN_WORDS.indexOf(c) >= 0)
                        && !Shapes.isPersonal(value);
            case SIGNATURE ->
                within(value, 2048)
                        && value.length() >= 2
                        && all(value, PublicForm::isAlphanumeric)
                        && !Shapes.isPersonal(value);
            case CAUSE, STAGE, CERTIFICATE_KIND, MATERIAL, USE -> words.contains(value);
        };
    }

    private static boolean isOrganisation(String value) {
        if (!within(value, 60) || !all(value, PublicForm::isPlain)) {
            return false;
        }
        if (all(value, PublicForm::isAlphanumeric)) {
            return value.length() <= 18 && !Shapes.isPersonal(value);
        }
        boolean named = false;
        for (int i = 2; i < value.length(); i++) {
            named |= ORGANISATION_WORDS.indexOf(value.charAt(i)) >= 0;
        }
        return named && Shapes.longestDigits(value) <= 8;
    }

    private static boolean within(String value, int longest) {
        return !value.isEmpty() && value.length() <= longest;
    }

    private interface CharacterTest {
        boolean holds(char c);
    }

    private interface PartTest {
        boolean holds(String part);
    }

    private static boolean all(String value, CharacterTest test) {
        for (int i = 0; i < value.length(); i++) {
            if (!test.holds(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Several values in one attribute are separated by commas of either width or semicolons. */
    private static boolean each(String value, PartTest test) {
        int start = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || ",，;；、".indexOf(value.charAt(i)) >= 0) {
                if (!test.holds(value.substring(start, i).strip())) {
                    return false;
                }
                start = i + 1;
            }
        }
        return true;
    }

    private static int letters(String value) {
        int letters = 0;
        for (int i = 0; i < value.length(); i++) {
            letters += isDigit(value.charAt(i)) ? 0 : 1;
        }
        return letters;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlphanumeric(char c) {
        return isDigit(c) || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    /** Han, ASCII letters and digits, and the punctuation of addresses and document numbers. */
    static boolean isPlain(char c) {
        return isAlphanumeric(c)
                || c >= 0x4e00 && c <= 0x9fff
                || " -_.#/()（）〔〕[]【】、,，·—～~;；".indexOf(c) >= 0
                || c >= '０' && c <= '９';
    }
}
