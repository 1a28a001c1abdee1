package org.titlechain.rules.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.BooleanValue;
import org.titlechain.codec.Value.IntegerValue;
import org.titlechain.codec.Value.ListValue;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.codec.Value.TextValue;

/** Writes values as YAML in the order in which a person reads a pack. */
final class YamlWriter {
    private static final List<String> ORDER = List.of(
            "pack",
            "version",
            "level",
            "jurisdiction",
            "parent",
            "id",
            "rule",
            "of",
            "name",
            "type",
            "meaning",
            "title",
            "from",
            "until",
            "sentence",
            "article",
            "kind",
            "kinds",
            "moment",
            "moments",
            "when",
            "condition",
            "fact",
            "severity",
            "fen",
            "workingDays",
            "remedy",
            "reason",
            "facts",
            "expect",
            "rules",
            "raises",
            "materials",
            "limits",
            "fees",
            "exemptions",
            "examples",
            "zh",
            "en");
    private static final Pattern PLAIN = Pattern.compile("[a-zA-Z][a-zA-Z0-9_./-]*");
    private static final Pattern WORD_WITH_MEANING =
            Pattern.compile("true|false|null|yes|no|on|off|y|n", Pattern.CASE_INSENSITIVE);

    private final StringBuilder text = new StringBuilder();

    static String write(MapValue value) {
        YamlWriter writer = new YamlWriter();
        writer.map(value, 0, false);
        return writer.text.toString();
    }

    private void map(MapValue map, int indent, boolean started) {
        boolean first = started;
        for (Map.Entry<String, Value> entry : inOrder(map)) {
            if (!first) {
                text.append("  ".repeat(indent));
            }
            first = false;
            text.append(scalar(entry.getKey())).append(':');
            field(entry.getValue(), indent);
        }
    }

    private static List<Map.Entry<String, Value>> inOrder(MapValue map) {
        List<Map.Entry<String, Value>> entries = new ArrayList<>(map.entries().entrySet());
        entries.sort(Comparator.comparingInt(entry -> {
            int place = ORDER.indexOf(entry.getKey());
            return place < 0 ? ORDER.size() : place;
        }));
        return entries;
    }

    private void field(Value value, int indent) {
        switch (value) {
            case MapValue map when map.entries().isEmpty() -> text.append(" {}\n");
            case MapValue map -> {
                text.append('\n');
                map(map, indent + 1, false);
            }
            case ListValue list
            when list.items().stream().noneMatch(YamlWriter::isCollection) ->
                text.append(" [")
                        .append(String.join(
                                ", ",
                                list.items().stream().map(YamlWriter::scalar).toList()))
                        .append("]\n");
            case ListValue list -> {
                text.append('\n');
                for (Value item : list.items()) {
                    text.append("  ".repeat(indent + 1)).append("- ");
                    map(item.asMap(), indent + 2, true);
                }
            }
            default -> text.append(' ').append(scalar(value)).append('\n');
        }
    }

    private static boolean isCollection(Value value) {
        return value instanceof MapValue || value instanceof ListValue;
    }

    private static String scalar(Value value) {
        return switch (value) {
            case TextValue(String words) -> scalar(words);
            case IntegerValue(long number) -> String.valueOf(number);
            case BooleanValue(boolean bool) -> String.valueOf(bool);
            default -> throw new IllegalArgumentException("packs have no such value: " + value);
        };
    }

    private static String scalar(String words) {
        if (PLAIN.matcher(words).matches() && !WORD_WITH_MEANING.matcher(words).matches()) {
            return words;
        }
        StringBuilder quoted = new StringBuilder("\"");
        words.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f || c >= 0x80 && c < 0xa0 || c == 0xfeff || c == 0x2028 || c == 0x2029) {
                        quoted.append("\\u").append(String.format("%04x", c));
                    } else {
                        quoted.append((char) c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
