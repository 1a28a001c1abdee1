package org.titlechain.exchange;

import java.util.Optional;

/**
 * A refusal with the place that it is about. Carries no value of the message.
 *
 * @param code why
 * @param element the element, attribute or file that it is about, if one is known by a harmless name
 * @param line the line in the text, from 1; 0 when the place is not a place in a text
 * @param column the column in characters, from 1; 0 as above
 * @param offset the offset in bytes, from 0; −1 when the place is given by line and column or not known
 */
public record Problem(ProblemCode code, Optional<String> element, int line, int column, long offset) {
    private static final int LONGEST_NAME = 64;

    /** A problem with the whole of what was sent. */
    public static Problem of(ProblemCode code) {
        return new Problem(code, Optional.empty(), 0, 0, -1);
    }

    /** A problem with a named part. */
    public static Problem of(ProblemCode code, String element) {
        return new Problem(code, harmless(element), 0, 0, -1);
    }

    /** A problem at a byte. */
    public static Problem atByte(ProblemCode code, long offset) {
        return new Problem(code, Optional.empty(), 0, 0, offset);
    }

    /** A problem at a place in the text. */
    public static Problem at(ProblemCode code, String element, int line, int column) {
        return new Problem(code, harmless(element), line, column, -1);
    }

    /** The sentence and the place, in Chinese. */
    public String chinese() {
        StringBuilder text = new StringBuilder(code.chinese());
        element.ifPresent(name -> text.append("：").append(name));
        if (line > 0) {
            text.append("（第 ").append(line).append(" 行第 ").append(column).append(" 列）");
        } else if (offset >= 0) {
            text.append("（第 ").append(offset).append(" 字节）");
        }
        return text.toString();
    }

    /** The sentence and the place, in English. */
    public String english() {
        StringBuilder text = new StringBuilder(code.english());
        element.ifPresent(name -> text.append(": ").append(name));
        if (line > 0) {
            text.append(" (line ")
                    .append(line)
                    .append(", column ")
                    .append(column)
                    .append(')');
        } else if (offset >= 0) {
            text.append(" (byte ").append(offset).append(')');
        }
        return text.toString();
    }

    /** Names come from the sender: only short ones of plain ASCII are repeated, so that nothing personal slips out. */
    private static Optional<String> harmless(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '.' || c == '-';
            boolean digit = c >= '0' && c <= '9';
            if (!plain && (!digit || i == 0)) {
                return Optional.empty();
            }
        }
        return Optional.of(name);
    }
}
