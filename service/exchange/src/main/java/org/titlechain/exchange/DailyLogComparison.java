package org.titlechain.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.titlechain.exchange.DailyLog.Accepted;
import org.titlechain.exchange.DailyLog.Count;
import org.titlechain.exchange.DailyLog.Registered;

/** Compares the daily log that we produce with one that was received, and says in words what differs. */
public final class DailyLogComparison {
    /** What can differ. */
    public enum Kind {
        DISTRICT("行政区不同", "the districts differ"),
        DAY("日期不同", "the days differ"),
        COUNT("数量不一致", "a count differs"),
        LIST_SIZE("清单数量与 totalNum 不符", "totalNum is not the size of the list"),
        REGISTERED_ONLY_OURS("已登簿，对方日志中没有", "registered here, not in the received log"),
        REGISTERED_ONLY_THEIRS("对方日志中有，本方没有登簿记录", "in the received log, not registered here"),
        REGISTERED_DIFFERS("登簿内容不一致", "the registration is described differently"),
        ACCEPTED_ONLY_OURS("报文已接收，对方日志中没有", "accepted here, not in the received log"),
        ACCEPTED_ONLY_THEIRS("对方日志中已上报，本方未收到报文", "reported by the received log, never accepted here"),
        NOT_REPORTED("已登簿未上报", "registered but not reported"),
        TWICE("重复出现", "appears twice");

        private final String chinese;
        private final String english;

        Kind(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }
    }

    /**
     * One difference.
     *
     * @param subject what it is about: a count's attribute, or the case and unit, or the message
     * @param ours what we have; empty for nothing
     * @param theirs what the received log has; empty for nothing
     */
    public record Difference(Kind kind, String subject, String ours, String theirs) {
        /** The difference in Chinese. */
        public String chinese() {
            return kind.chinese + "：" + subject + values("本方", "对方");
        }

        /** The difference in English. */
        public String english() {
            return kind.english + ": " + subject + values("ours", "theirs");
        }

        private String values(String ourWord, String theirWord) {
            return ours.isEmpty() && theirs.isEmpty()
                    ? ""
                    : " (" + ourWord + " " + ours + ", " + theirWord + " " + theirs + ")";
        }
    }

    private final DailyLog ours;
    private final DailyLog theirs;
    private final List<Difference> differences = new ArrayList<>();

    private DailyLogComparison(DailyLog ours, DailyLog theirs) {
        this.ours = ours;
        this.theirs = theirs;
    }

    /**
     * Everything in which the two differ; empty when they agree. Counts that only one generation has are not compared.
     */
    public static List<Difference> compare(DailyLog ours, DailyLog theirs) {
        DailyLogComparison comparison = new DailyLogComparison(ours, theirs);
        comparison.heads();
        comparison.counts("RegisterInfo", ours.registeredCounts(), theirs.registeredCounts());
        comparison.counts("AccessInfo", ours.acceptedCounts(), theirs.acceptedCounts());
        comparison.listSize(
                "RegisterList", theirs.registeredCounts(), theirs.registered().size());
        comparison.listSize(
                "AccessList", theirs.acceptedCounts(), theirs.accepted().size());
        comparison.registered();
        comparison.accepted();
        return List.copyOf(comparison.differences);
    }

    private void add(Kind kind, String subject, Object our, Object their) {
        differences.add(new Difference(kind, subject, our.toString(), their.toString()));
    }

    private void heads() {
        if (!ours.district().equals(theirs.district())) {
            add(Kind.DISTRICT, "AreaCode", ours.district(), theirs.district());
        }
        if (!ours.day().equals(theirs.day())) {
            add(Kind.DAY, "AccessDate", ours.day(), theirs.day());
        }
    }

    private void counts(String part, Map<Count, Long> our, Map<Count, Long> their) {
        for (Count count : new TreeSet<>(our.keySet())) {
            Long number = their.get(count);
            if (number != null && !Objects.equals(number, our.get(count))) {
                add(Kind.COUNT, part + "." + count.attribute(), Objects.requireNonNull(our.get(count)), number);
            }
        }
    }

    private void listSize(String part, Map<Count, Long> counts, int size) {
        Long total = counts.get(Count.TOTAL);
        if (total != null && total != size) {
            add(Kind.LIST_SIZE, part, "", total + " ≠ " + size);
        }
    }

    private void registered() {
        Function<Registered, String> key = entry -> entry.caseNumber() + " " + entry.unit();
        Map<String, Registered> our = index(ours.registered(), key);
        Map<String, Registered> their = index(theirs.registered(), key);
        our.forEach((subject, entry) -> {
            Registered other = their.get(subject);
            if (other == null) {
                add(Kind.REGISTERED_ONLY_OURS, subject, "", "");
            } else if (!entry.equals(other)) {
                describe(subject, entry, other);
            }
        });
        their.forEach((subject, entry) -> {
            if (!our.containsKey(subject)) {
                add(Kind.REGISTERED_ONLY_THEIRS, subject, "", "");
            }
            if (!entry.reported()) {
                add(Kind.NOT_REPORTED, subject, "", "");
            }
        });
    }

    private void describe(String subject, Registered our, Registered their) {
        differs(subject, "DJLX", our.registrationType(), their.registrationType());
        differs(subject, "QLLX", our.rightType(), their.rightType());
        differs(subject, "ZSZMH", our.certificates(), their.certificates());
        differs(subject, "SFSB", our.reported() ? "1" : "0", their.reported() ? "1" : "0");
        differs(subject, "BWID", our.messageId(), their.messageId());
    }

    private void differs(String subject, String attribute, String our, String their) {
        if (!our.equals(their)) {
            add(Kind.REGISTERED_DIFFERS, subject + " " + attribute, our, their);
        }
    }

    private void accepted() {
        Map<String, Accepted> our = index(ours.accepted(), Accepted::messageId);
        Map<String, Accepted> their = index(theirs.accepted(), Accepted::messageId);
        for (String id : our.keySet()) {
            if (!their.containsKey(id)) {
                add(Kind.ACCEPTED_ONLY_OURS, id, "", "");
            }
        }
        for (String id : their.keySet()) {
            if (!our.containsKey(id)) {
                add(Kind.ACCEPTED_ONLY_THEIRS, id, "", "");
            }
        }
    }

    private <T> Map<String, T> index(List<T> entries, Function<T, String> key) {
        Map<String, T> index = new LinkedHashMap<>();
        for (T entry : entries) {
            if (index.putIfAbsent(key.apply(entry), entry) != null) {
                add(Kind.TWICE, key.apply(entry), "", "");
            }
        }
        return index;
    }
}
