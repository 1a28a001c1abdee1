package org.titlechain.model.registration;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A version of a rule pack: {@code docs/rule-packs.md}. Every rule here says that there is no more than so much of
 * something.
 *
 * @param parent the pack above; null for the national one
 */
public record Pack(
        String name, long version, @Nullable String parent, List<Rule> rules, List<Raise> raises, List<Limit> limits) {
    /** When rules are asked. */
    public enum Moment {
        ACCEPTANCE,
        REVIEW,
        REGISTRATION
    }

    /** How much a rule that is broken weighs, from mild to strict. */
    public enum Severity {
        NOTE,
        WARN,
        HUMAN,
        REFUSE
    }

    /**
     * A rule.
     *
     * @param kinds {@code transfer}, {@code transfer/sale} or {@code all}
     * @param fact what is counted
     * @param most how much of it is well
     * @param exemptible whether a reviewer may let it pass
     */
    public record Rule(
            String id,
            List<String> kinds,
            List<Moment> moments,
            String fact,
            long most,
            Severity severity,
            boolean exemptible) {
        public Rule {
            kinds = List.copyOf(kinds);
            moments = List.copyOf(moments);
        }

        boolean isAbout(Item item, Moment moment) {
            return moments.contains(moment)
                    && (kinds.contains("all")
                            || kinds.contains(item.kind())
                            || kinds.contains(item.kind() + "/" + item.subkind()));
        }

        boolean isBroken(Map<String, Long> counts) {
            return Objects.requireNonNull(counts.get(fact)) > most;
        }
    }

    /** A rule of the pack above weighs more from here on. */
    public record Raise(String rule, Severity severity) {}

    /** Cases of the kinds take so many working days at most. */
    public record Limit(String kinds, long days) {}

    public Pack {
        rules = List.copyOf(rules);
        raises = List.copyOf(raises);
        limits = List.copyOf(limits);
    }

    /** The working days for the kind: those of the most exact limit; none where no limit is about it. */
    OptionalLong days(KindRule kind) {
        return Stream.of(kind.kind() + "/" + kind.subkind(), kind.kind(), "all")
                .flatMap(kinds -> limits.stream().filter(limit -> limit.kinds().equals(kinds)))
                .mapToLong(Limit::days)
                .findFirst();
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
