package org.titlechain.contract.codelist;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One code list of the data standard, such as DJLX. */
public final class CodeList {
    private final String id;
    private final boolean closed;
    private final String chinese;
    private final String english;
    private final Map<String, Code> codes;

    CodeList(String id, boolean closed, String chinese, String english, List<Code> codes) {
        this.id = id;
        this.closed = closed;
        this.chinese = chinese;
        this.english = english;
        Map<String, Code> byCode = new LinkedHashMap<>();
        for (Code code : codes) {
            if (byCode.put(code.code(), code) != null) {
                throw new IllegalStateException("list " + id + " has " + code.code() + " twice");
            }
        }
        this.codes = Collections.unmodifiableMap(byCode);
    }

    /** How sure it is that the code means this. */
    public enum Source {
        /** The published dictionary. */
        STANDARD,
        /** Seen in systems in use. */
        FIELD,
        /** Not confirmed. */
        UNCONFIRMED
    }

    /** One code and its words. */
    public record Code(String code, Source source, String chinese, String english) {}

    /** The list's name in the standard. */
    public String id() {
        return id;
    }

    /** Whether a code that is not listed is a mistake. An open list is known in part only. */
    public boolean isClosed() {
        return closed;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return english;
    }

    /** The codes in the order of the dictionary. */
    public List<Code> codes() {
        return List.copyOf(codes.values());
    }

    /** The words for a code; leading zeros that a sender added do not matter. */
    public Optional<Code> find(String code) {
        Code found = codes.get(code);
        if (found == null && code.length() > 1 && code.charAt(0) == '0') {
            found = codes.get(code.substring(1));
        }
        return Optional.ofNullable(found);
    }
}
