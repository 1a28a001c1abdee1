package org.titlechain.rules.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.titlechain.codec.Value;
import org.titlechain.rules.pack.Defect;
import org.titlechain.rules.pack.PackException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * The part of YAML that packs use: one document of maps, lists, texts, whole numbers and true or false. No tags,
 * anchors, aliases, merge keys or floating point, so nothing in a text can grow beyond it or become an object.
 */
final class YamlReader {
    private static final int LONGEST = 512 * 1024;
    private static final int DEEPEST = 12;
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
    private static final Pattern FLOATING = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+\\.[0-9]*)([eE][-+]?[0-9]+)?");

    private final Iterator<Event> events;
    private int depth;

    private YamlReader(Iterator<Event> events) {
        this.events = events;
    }

    static Value read(String text) {
        if (text.length() > LONGEST) {
            throw new PackException(Defect.TOO_LARGE, "", "at most " + LONGEST + " characters");
        }
        LoaderOptions options = new LoaderOptions();
        options.setProcessComments(false);
        try {
            YamlReader reader =
                    new YamlReader(events(new ParserImpl(new StreamReader(new StringReader(text)), options)));
            reader.next();
            reader.next();
            Value value = reader.value(reader.next());
            reader.next();
            if (!(reader.next() instanceof StreamEndEvent)) {
                throw new PackException(Defect.NOT_YAML, "", "one document");
            }
            return value;
        } catch (YAMLException e) {
            throw new PackException(Defect.NOT_YAML, "", String.valueOf(e.getMessage()));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new PackException(Defect.INVALID_VALUE, "", "a number that does not fit");
        }
    }

    private static Iterator<Event> events(Parser parser) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return parser.peekEvent() != null;
            }

            @Override
            public Event next() {
                return parser.getEvent();
            }
        };
    }

    private Event next() {
        if (!events.hasNext()) {
            throw new PackException(Defect.NOT_YAML, "", "the text ends too early");
        }
        return events.next();
    }

    private Value value(Event event) {
        if (!(event instanceof NodeEvent node) || node.getAnchor() != null) {
            throw new PackException(Defect.NOT_YAML, line(event), "no anchors, no aliases, one document");
        }
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        if (event instanceof CollectionStartEvent start) {
            refuseTag(start.getTag(), event);
        }
        if (++depth > DEEPEST) {
            throw new PackException(Defect.TOO_LARGE, line(event), "at most " + DEEPEST + " levels");
        }
        Value value =
                switch (event) {
                    case MappingStartEvent ignored -> map();
                    case SequenceStartEvent ignored -> list();
                    default -> throw new PackException(Defect.NOT_YAML, line(event), "a value is wanted");
                };
        depth--;
        return value;
    }

    private Value map() {
        Map<String, Value> entries = new TreeMap<>();
        Event event = next();
        while (!(event instanceof MappingEndEvent)) {
            if (!(event instanceof ScalarEvent key) || key.getAnchor() != null) {
                throw new PackException(Defect.NOT_YAML, line(event), "a name is wanted");
            }
            refuseTag(key.getTag(), event);
            if (entries.put(key.getValue(), value(next())) != null) {
                throw new PackException(Defect.DUPLICATE, line(event), key.getValue());
            }
            event = next();
        }
        return Value.map(entries);
    }

    private Value list() {
        List<Value> items = new ArrayList<>();
        Event event = next();
        while (!(event instanceof SequenceEndEvent)) {
            items.add(value(event));
            event = next();
        }
        return Value.list(items);
    }

    private static Value scalar(ScalarEvent scalar) {
        refuseTag(scalar.getTag(), scalar);
        String text = scalar.getValue();
        if (!scalar.isPlain()) {
            return Value.of(text);
        }
        if (text.equals("true") || text.equals("false")) {
            return Value.of(text.equals("true"));
        }
        if (INTEGER.matcher(text).matches()) {
            return Value.of(Long.parseLong(text));
        }
        if (FLOATING.matcher(text).matches()) {
            throw new PackException(Defect.FLOATING_POINT, line(scalar), text);
        }
        return Value.of(text);
    }

    private static void refuseTag(@Nullable String tag, Event event) {
        if (tag != null) {
            throw new PackException(Defect.NOT_YAML, line(event), "no tags");
        }
    }

    private static String line(Event event) {
        return "line " + (event.getStartMark().getLine() + 1);
    }
}
