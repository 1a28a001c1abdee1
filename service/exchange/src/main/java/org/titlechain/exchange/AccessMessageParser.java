package org.titlechain.exchange;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.titlechain.exchange.AccessMessage.Source;
import org.titlechain.exchange.XmlScanner.Token;

/**
 * Reads access messages (接入报文) of both layouts in one pass.
 *
 * <p>Elements of {@code Head} and rows of {@code Data} may come in any order, {@code Data} may come before
 * {@code Head}; unknown head elements, tables and attributes are kept. Equal rows are kept once. What is not a message
 * is refused with a coded problem. Immutable; any thread may call it.
 */
public final class AccessMessageParser {
    private static final List<String> HEAD_ELEMENTS = List.of(
            "Message",
            "Head",
            "Data",
            "BizMsgID",
            "ASID",
            "AreaCode",
            "RecType",
            "RightType",
            "RegType",
            "CreateDate",
            "RecFlowID",
            "RegOrgID",
            "ParcelID",
            "EstateNum",
            "PreEstateNum",
            "PreCertID",
            "CertCount",
            "ProofCount",
            "DigitalSign",
            "IsRoutine",
            "Mark",
            "PreProofID",
            "PreBdcdyid",
            "PreQlid");
    private static final int ID_LENGTH = 64;

    private final Limits limits;
    private final NameTable names;
    private final LayoutRule layoutRule;

    public AccessMessageParser(Limits limits) {
        this(limits, Catalogue.national());
    }

    AccessMessageParser(Limits limits, Catalogue catalogue) {
        this.limits = limits;
        Set<String> known = new TreeSet<>(catalogue.names());
        known.addAll(HEAD_ELEMENTS);
        this.names = new NameTable(known);
        this.layoutRule = new LayoutRule(catalogue);
    }

    /**
     * The message in the bytes. The array is kept in the result and must not be changed afterwards.
     *
     * @throws ExchangeException when it is not a message, or more than the limits allow
     */
    public AccessMessage parse(byte[] bytes) {
        MessageText text = MessageText.decode(bytes, limits.bytes());
        Reading reading = new Reading(new XmlScanner(text, limits, names), limits);
        reading.message();
        List<Row> rows = List.copyOf(reading.rows);
        MessageContent content = new MessageContent(layoutRule.detect(rows), reading.head, rows);
        requireIdentity(content);
        return new AccessMessage(content, new Source(bytes, text.encoding(), reading.read - rows.size()));
    }

    /** Without these two nothing can be said about a message, not even where a refusal belongs. */
    private static void requireIdentity(MessageContent content) {
        String id = content.head("BizMsgID");
        if (id.isEmpty()) {
            throw new ExchangeException(Problem.of(ProblemCode.MESSAGE_ID_MISSING));
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (!letter && (c < '0' || c > '9') && c != '_' && c != '-' || i >= ID_LENGTH) {
                throw new ExchangeException(Problem.of(ProblemCode.MESSAGE_ID_MALFORMED));
            }
        }
        String district = content.head("AreaCode");
        if (district.length() != 6 || !district.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new ExchangeException(Problem.of(ProblemCode.MESSAGE_DISTRICT_MALFORMED));
        }
    }

    /** The state of one pass. */
    private static final class Reading {
        private static final int FEW_ATTRIBUTES = 48;

        private final XmlScanner scanner;
        private final Limits limits;
        private final LinkedHashMap<String, String> head = new LinkedHashMap<>();
        private final LinkedHashSet<Row> rows = new LinkedHashSet<>();
        private int read;
        private String[] attributeNames = new String[FEW_ATTRIBUTES];
        private String[] attributeValues = new String[FEW_ATTRIBUTES];

        Reading(XmlScanner scanner, Limits limits) {
            this.scanner = scanner;
            this.limits = limits;
        }

        void message() {
            if (scanner.next() != Token.START || !scanner.name().equals("Message")) {
                throw scanner.problem(ProblemCode.MESSAGE_ROOT);
            }
            boolean headSeen = false;
            boolean dataSeen = false;
            while (nextStart("Message")) {
                String name = scanner.name();
                if (name.equals("Head") && !headSeen) {
                    headSeen = true;
                    head();
                } else if (name.equals("Data") && !dataSeen) {
                    dataSeen = true;
                    data();
                } else {
                    throw scanner.problem(ProblemCode.MESSAGE_STRUCTURE);
                }
            }
            if (scanner.next() != Token.FINISH) {
                throw scanner.problem(ProblemCode.MESSAGE_STRUCTURE);
            }
            if (!headSeen || !dataSeen) {
                throw scanner.problem(headSeen ? ProblemCode.MESSAGE_DATA_MISSING : ProblemCode.MESSAGE_HEAD_MISSING);
            }
        }

        /**
         * Reads to the next start tag inside the element; false at the element's end. Only white space may be between.
         */
        private boolean nextStart(String element) {
            while (true) {
                switch (scanner.next()) {
                    case START -> {
                        requireNoPrefix();
                        return true;
                    }
                    case END -> {
                        if (!scanner.name().equals(element) && !scanner.endsEmptyElement()) {
                            throw scanner.problem(ProblemCode.MESSAGE_NOT_WELL_FORMED);
                        }
                        return false;
                    }
                    case TEXT -> {
                        if (!scanner.value().isBlank()) {
                            throw scanner.problem(ProblemCode.MESSAGE_STRUCTURE);
                        }
                    }
                    case FINISH -> throw scanner.problem(ProblemCode.MESSAGE_TRUNCATED);
                }
            }
        }

        private void head() {
            while (nextStart("Head")) {
                String name = scanner.name();
                if (head.size() >= limits.headElements()) {
                    throw scanner.problem(ProblemCode.MESSAGE_TOO_MANY_HEAD_ELEMENTS);
                }
                String text = text(name);
                if (head.put(name, text) != null) {
                    throw scanner.problem(ProblemCode.MESSAGE_HEAD_TWICE);
                }
            }
        }

        private String text(String name) {
            String text = "";
            while (true) {
                switch (scanner.next()) {
                    case TEXT -> {
                        text = text.isEmpty() ? scanner.value() : text + scanner.value();
                        if (text.length() > limits.textLength()) {
                            throw scanner.problem(ProblemCode.MESSAGE_TEXT_TOO_LONG);
                        }
                    }
                    case END -> {
                        if (!scanner.endsEmptyElement() && !scanner.name().equals(name)) {
                            throw scanner.problem(ProblemCode.MESSAGE_NOT_WELL_FORMED);
                        }
                        return text;
                    }
                    case START, FINISH -> throw scanner.problem(ProblemCode.MESSAGE_STRUCTURE);
                }
            }
        }

        private void data() {
            while (nextStart("Data")) {
                if (++read > limits.rows()) {
                    throw scanner.problem(ProblemCode.MESSAGE_TOO_MANY_ROWS);
                }
                rows.add(row(scanner.name()));
            }
        }

        private Row row(String table) {
            int count = 0;
            Set<String> many = Set.of();
            while (scanner.nextAttribute()) {
                String name = scanner.name();
                requireNoPrefix();
                if (count >= limits.attributes()) {
                    throw scanner.problem(ProblemCode.MESSAGE_TOO_MANY_ATTRIBUTES);
                }
                if (count == FEW_ATTRIBUTES) {
                    many = new HashSet<>(Arrays.asList(attributeNames).subList(0, count));
                }
                if (count < FEW_ATTRIBUTES ? isTaken(name, count) : !many.add(name)) {
                    throw scanner.problem(ProblemCode.MESSAGE_ATTRIBUTE_TWICE);
                }
                if (count == attributeNames.length) {
                    attributeNames = Arrays.copyOf(attributeNames, count * 2);
                    attributeValues = Arrays.copyOf(attributeValues, count * 2);
                }
                attributeNames[count] = name;
                attributeValues[count++] = scanner.value();
            }
            Token token = scanner.next();
            while (token == Token.TEXT && scanner.value().isBlank()) {
                token = scanner.next();
            }
            if (token != Token.END) {
                throw scanner.problem(ProblemCode.MESSAGE_ROW_NOT_FLAT);
            }
            if (!scanner.endsEmptyElement() && !scanner.name().equals(table)) {
                throw scanner.problem(ProblemCode.MESSAGE_NOT_WELL_FORMED);
            }
            return new Row(table, Arrays.copyOf(attributeNames, count), Arrays.copyOf(attributeValues, count));
        }

        private boolean isTaken(String name, int count) {
            for (int i = 0; i < count; i++) {
                if (attributeNames[i].hashCode() == name.hashCode() && attributeNames[i].equals(name)) {
                    return true;
                }
            }
            return false;
        }

        private void requireNoPrefix() {
            if (scanner.name().indexOf(':') >= 0) {
                throw scanner.problem(ProblemCode.MESSAGE_NAMESPACE);
            }
        }
    }
}
