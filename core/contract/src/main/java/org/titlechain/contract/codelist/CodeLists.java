package org.titlechain.contract.codelist;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.titlechain.contract.DataFile;
import org.titlechain.contract.codelist.CodeList.Code;
import org.titlechain.contract.codelist.CodeList.Source;

/** An edition of all code lists. Immutable. */
public final class CodeLists {
    /** The edition that contract version 1 decides by. */
    public static final int EDITION = 1;

    private final Map<String, CodeList> lists;

    private CodeLists(Map<String, CodeList> lists) {
        this.lists = Collections.unmodifiableMap(lists);
    }

    /** The lists of the present edition. */
    public static CodeLists load() {
        Map<String, CodeList> lists = new LinkedHashMap<>();
        List<Code> codes = new ArrayList<>();
        List<String> head = List.of();
        for (List<String> row : DataFile.rows(CodeLists.class, "code-lists-" + EDITION + ".tsv", 5)) {
            if (row.getFirst().equals("@")) {
                add(lists, head, codes);
                head = row;
                codes.clear();
            } else {
                Source source = Source.valueOf(row.get(2).toUpperCase(Locale.ROOT));
                codes.add(new Code(row.get(1), source, row.get(3), row.get(4)));
            }
        }
        add(lists, head, codes);
        return new CodeLists(lists);
    }

    private static void add(Map<String, CodeList> lists, List<String> head, List<Code> codes) {
        if (!head.isEmpty()) {
            boolean closed = head.get(2).equals("closed");
            lists.put(head.get(1), new CodeList(head.get(1), closed, head.get(3), head.get(4), codes));
        }
    }

    /** Every list, in the order of the dictionary. */
    public List<CodeList> all() {
        return List.copyOf(lists.values());
    }

    /** The list with the name. */
    public Optional<CodeList> find(String id) {
        return Optional.ofNullable(lists.get(id));
    }

    /** The Chinese words for a code, or the code itself where it is not known. */
    public String chinese(String id, String code) {
        return find(id).flatMap(list -> list.find(code)).map(Code::chinese).orElse(code);
    }

    /** The English words for a code, or the code itself where it is not known. */
    public String english(String id, String code) {
        return find(id).flatMap(list -> list.find(code)).map(Code::english).orElse(code);
    }
}
