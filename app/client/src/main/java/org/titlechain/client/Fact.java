package org.titlechain.client;

import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.Suite;

/**
 * What a department states ({@code registration.fact}): a command to be put into a draft, signed with the department's
 * own key, and submitted.
 *
 * @param fact such as {@code deed-tax}
 * @param about a unit code, the state key of a case, or a party's reference in lower-case hex
 * @param confirmed whether it is so; else the department denies it
 * @param value codes, dates, numbers and digests that rules may look at; nothing that could name a person
 * @param application of a fact about a case: the commitment to what is applied for there, as the department saw it
 */
public record Fact(String fact, String about, boolean confirmed, MapValue value, Optional<Value> application) {
    /** A fact without further values. */
    public static Fact of(String fact, String about, boolean confirmed) {
        return new Fact(fact, about, confirmed, Value.map().build(), Optional.empty());
    }

    /**
     * The same, bound to what is applied for in the case.
     *
     * @param appliedFor the bytes that {@link Cases#caseFacts} shows as {@code appliedFor}; look at them before
     */
    public Fact boundTo(byte[] appliedFor, Suite suite) {
        byte[] commitment = suite.hash().hash(appliedFor);
        return new Fact(fact, about, confirmed, value, Optional.of(Value.of(commitment)));
    }

    /** The same, denied. */
    public Fact denied() {
        return new Fact(fact, about, false, value, application);
    }

    /** The same with a further value. */
    public Fact with(String name, Value said) {
        TreeMap<String, Value> all = new TreeMap<>(value.entries());
        all.put(name, said);
        return new Fact(fact, about, confirmed, Value.map(all), application);
    }

    /** The command. */
    public MapValue command() {
        return Value.map()
                .put("type", "registration.fact")
                .put("fact", fact)
                .put("about", about)
                .put("outcome", confirmed ? "confirmed" : "denied")
                .put("value", value)
                .putIfPresent("application", application)
                .build();
    }
}
