package org.titlechain.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.titlechain.exchange.XmlScanner.Token;

/**
 * A small document as a tree, for replies and daily logs. Namespaces, document types and the like are refused as in
 * messages.
 */
record XmlElement(String name, SequencedMap<String, String> attributes, List<XmlElement> children, String text) {
    private static final int DEEPEST = 6;

    XmlElement {
        attributes = Collections.unmodifiableSequencedMap(attributes);
        children = List.copyOf(children);
    }

    /** Reads a document; {@code limits.rows()} bounds the number of its elements. */
    static XmlElement read(byte[] bytes, Limits limits) {
        XmlScanner scanner = new XmlScanner(MessageText.decode(bytes, limits.bytes()), limits, new NameTable(Set.of()));
        if (scanner.next() != Token.START) {
            throw scanner.problem(ProblemCode.MESSAGE_NOT_XML);
        }
        XmlElement root = new Reading(scanner, limits).element(1);
        if (scanner.next() != Token.FINISH) {
            throw scanner.problem(ProblemCode.MESSAGE_NOT_WELL_FORMED);
        }
        return root;
    }

    Optional<XmlElement> child(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
    }

    /** The stripped text of a child; empty when there is none. */
    String childText(String wanted) {
        return child(wanted).map(XmlElement::text).orElse("").strip();
    }

    String attribute(String wanted) {
        return attributes.getOrDefault(wanted, "").strip();
    }

    private static final class Reading {
        private final XmlScanner scanner;
        private final Limits limits;
        private int elements;

        Reading(XmlScanner scanner, Limits limits) {
            this.scanner = scanner;
            this.limits = limits;
        }

        XmlElement element(int depth) {
            String name = scanner.name();
            if (depth > DEEPEST || ++elements > limits.rows()) {
                throw scanner.problem(ProblemCode.MESSAGE_STRUCTURE);
            }
            LinkedHashMap<String, String> attributes = new LinkedHashMap<>();
            while (scanner.nextAttribute()) {
                if (attributes.size() >= limits.attributes()) {
                    throw scanner.problem(ProblemCode.MESSAGE_TOO_MANY_ATTRIBUTES);
                }
                if (attributes.put(scanner.name(), scanner.value()) != null) {
                    throw scanner.problem(ProblemCode.MESSAGE_ATTRIBUTE_TWICE);
                }
            }
            List<XmlElement> children = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            while (true) {
                switch (scanner.next()) {
                    case START -> children.add(element(depth + 1));
                    case TEXT -> text.append(scanner.value());
                    case END -> {
                        if (!scanner.endsEmptyElement() && !scanner.name().equals(name)) {
                            throw scanner.problem(ProblemCode.MESSAGE_NOT_WELL_FORMED);
                        }
                        return new XmlElement(name, attributes, children, text.toString());
                    }
                    case FINISH -> throw scanner.problem(ProblemCode.MESSAGE_TRUNCATED);
                }
            }
        }
    }
}
