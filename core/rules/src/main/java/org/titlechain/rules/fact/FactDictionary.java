package org.titlechain.rules.fact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.contract.DataFile;
import org.titlechain.rules.pack.Defect;
import org.titlechain.rules.pack.Fact;
import org.titlechain.rules.pack.FactType;
import org.titlechain.rules.pack.PackException;
import org.titlechain.rules.pack.RulePack;
import org.titlechain.rules.pack.Sentence;

/** Every fact that the program can tell about a case. A pack declares those that it asks for. */
public final class FactDictionary {
    private static final SortedMap<String, Fact> FACTS = load();

    private FactDictionary() {}

    private static SortedMap<String, Fact> load() {
        SortedMap<String, Fact> facts = new TreeMap<>();
        for (List<String> row : DataFile.rows(FactDictionary.class, "facts-1.tsv", 4)) {
            FactType type = FactType.valueOf(row.get(1).toUpperCase(Locale.ROOT));
            facts.put(row.get(0), new Fact(row.get(0), type, new Sentence(row.get(2), row.get(3))));
        }
        return Collections.unmodifiableSortedMap(facts);
    }

    /** All of them, by name. */
    public static List<Fact> facts() {
        return new ArrayList<>(FACTS.values());
    }

    /**
     * Checks that the pack declares only facts that there are, each with its type.
     *
     * @throws PackException naming the fact that there is not
     */
    public static void check(RulePack pack) {
        for (Fact fact : pack.facts()) {
            Fact known = FACTS.get(fact.name());
            String place = "facts/" + fact.name();
            if (known == null) {
                throw new PackException(Defect.UNDECLARED, place, "nobody states such a fact");
            }
            if (known.type() != fact.type()) {
                throw new PackException(
                        Defect.INVALID_VALUE,
                        place + "/type",
                        "it is " + known.type().label());
            }
        }
    }
}
