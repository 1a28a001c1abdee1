package org.titlechain.model.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.titlechain.model.Fraction;
import org.titlechain.model.Owner;
import org.titlechain.model.Verdict;

/** The register as messages make it: what has happened is recorded, and what broke a rule is found. */
public final class RecordModel {
    /** The findings that this model foretells. */
    public static final Set<String> KNOWN_FINDINGS = Set.of(
            "DOUBLE_LIVE_OWNERSHIP",
            "PREVIOUS_RIGHT_UNKNOWN",
            "SEIZED_UNIT_DISPOSED",
            "NOTICED_UNIT_DISPOSED",
            "OBJECTED_UNIT_DISPOSED",
            "SECOND_LIVE_SEIZURE",
            "WAITING_SEIZURE_WITHOUT_LIVE",
            "MORTGAGE_UNKNOWN",
            "SEIZURE_UNKNOWN",
            "NOTICE_UNKNOWN",
            "OBJECTION_UNKNOWN",
            "CANCELLED_RIGHT_UNKNOWN",
            "MORTGAGE_WITHOUT_RIGHT",
            "CANCELLED_WITH_MORTGAGE",
            "PREDECESSOR_RESTRICTED",
            "ENDED_UNIT_REGISTERED",
            "PREVIOUS_UNIT_UNKNOWN",
            "SHARES_NOT_ONE");

    private final Map<String, UnitPage> pages = new TreeMap<>();
    private final Map<String, Report> messages = new HashMap<>();
    private final Map<String, Set<String>> found = new HashMap<>();

    /** The page of a unit; null when nothing was ever registered about it. */
    public @Nullable UnitPage page(String unit) {
        return pages.get(unit);
    }

    /** Every unit that has a page. */
    public Set<String> units() {
        return pages.keySet();
    }

    /** The findings foretold for the message. */
    public Set<String> findings(String id) {
        return found.getOrDefault(id, Set.of());
    }

    /** Records the message. */
    public Verdict record(Report report) {
        Report known = messages.get(report.id());
        if (known != null) {
            return known.equals(report)
                    ? new Verdict.Accept(Objects.requireNonNull(found.get(report.id())))
                    : Verdict.refuse("RECORD_MESSAGE_ID_REUSED");
        }
        Set<String> findings = new TreeSet<>();
        UnitPage page = pages.computeIfAbsent(report.unit(), missing -> new UnitPage());
        page.version++;
        if (page.ended && !page.into.isEmpty()) {
            findings.add("ENDED_UNIT_REGISTERED");
        }
        apply(report, page, findings);
        messages.put(report.id(), report);
        found.put(report.id(), findings);
        return new Verdict.Accept(findings);
    }

    private void apply(Report report, UnitPage page, Set<String> findings) {
        switch (report.kind()) {
            case FIRST -> first(report, page, findings);
            case SPLIT -> split(report, page, findings);
            case TRANSFER -> transfer(report, page, findings);
            case CHANGE -> change(report, page, findings);
            case CANCELLATION -> cancel(report, page, findings);
            case MORTGAGE -> mortgage(report, page, findings);
            case MORTGAGE_RELEASE -> release(report, page, "mortgage", findings);
            case NOTICE -> add(report, page, "notice", false);
            case NOTICE_RELEASE -> release(report, page, "notice", findings);
            case OBJECTION -> add(report, page, "objection", false);
            case OBJECTION_END -> release(report, page, "objection", findings);
            case SEIZURE -> seize(report, page, findings);
            case WAITING_SEIZURE -> wait(report, page, findings);
            case SEIZURE_RELEASE -> releaseSeizure(report, page, findings);
        }
    }

    private static void first(Report report, UnitPage page, Set<String> findings) {
        grant(report, page, page.titles.size(), findings);
    }

    private static void grant(Report report, UnitPage page, int place, Set<String> findings) {
        if (!page.titles.isEmpty()) {
            findings.add("DOUBLE_LIVE_OWNERSHIP");
        }
        page.titles.add(place, new Title(report.caseNumber(), report.owners()));
        page.certificates.put(report.certificate(), report.caseNumber());
        page.ended = false;
        List<Fraction> shares = new ArrayList<>();
        for (Owner owner : report.owners()) {
            if (owner.share() != null) {
                shares.add(owner.share());
            }
        }
        if (!shares.isEmpty() && !Fraction.sum(shares).equals(Fraction.ONE)) {
            findings.add("SHARES_NOT_ONE");
        }
    }

    private void split(Report report, UnitPage page, Set<String> findings) {
        first(report, page, findings);
        page.from.add(report.predecessor());
        UnitPage before = pages.get(report.predecessor());
        if (before == null) {
            findings.add("PREVIOUS_UNIT_UNKNOWN");
            return;
        }
        before.version++;
        before.into.add(report.unit());
        for (Title title : before.titles) {
            before.certificates.values().removeIf(title.caseNumber()::equals);
        }
        before.titles.clear();
        before.ended = true;
        if (!before.burdens().isEmpty()) {
            findings.add("PREDECESSOR_RESTRICTED");
        }
    }

    private static @Nullable Title named(UnitPage page, String caseNumber) {
        return page.titles.stream()
                .filter(title -> title.caseNumber().equals(caseNumber))
                .findFirst()
                .orElse(null);
    }

    private static void end(UnitPage page, Title title) {
        page.titles.remove(title);
        page.certificates.values().removeIf(title.caseNumber()::equals);
    }

    private static int endPrevious(Report report, UnitPage page, Set<String> findings) {
        Title named = named(page, report.about());
        if (page.titles.isEmpty()) {
            findings.add("PREVIOUS_RIGHT_UNKNOWN");
            return 0;
        }
        if (named == null) {
            if (!report.about().isEmpty()) {
                findings.add("PREVIOUS_RIGHT_UNKNOWN");
            }
            for (Title title : List.copyOf(page.titles)) {
                end(page, title);
            }
            return 0;
        }
        int place = page.titles.indexOf(named);
        end(page, named);
        return place;
    }

    private static void transfer(Report report, UnitPage page, Set<String> findings) {
        disposed(page, report, findings);
        endPrevious(report, page, findings);
        List<String> holders = report.owners().stream().map(Owner::party).toList();
        List<Burden> ended = page.of("notice").stream()
                .filter(notice -> notice.holders().stream().anyMatch(holders::contains))
                .toList();
        for (Burden notice : ended) {
            page.of("notice").remove(notice);
            page.certificates.values().removeIf(notice.caseNumber()::equals);
        }
        grant(report, page, page.titles.size(), findings);
    }

    private static void change(Report report, UnitPage page, Set<String> findings) {
        int place = endPrevious(report, page, findings);
        grant(report, page, place, findings);
    }

    /** Something is disposed of: what stands against it is found. */
    private static void disposed(UnitPage page, Report report, Set<String> findings) {
        if (page.of("seizure").stream().anyMatch(seizure -> !seizure.waiting())) {
            findings.add("SEIZED_UNIT_DISPOSED");
        }
        // A notice of a sale is satisfied by the transfer to its holder, by nothing else.
        List<String> parties = report.kind() == ReportKind.TRANSFER
                ? report.owners().stream().map(Owner::party).toList()
                : List.of();
        if (page.of("notice").stream()
                .anyMatch(notice -> notice.holders().stream().noneMatch(parties::contains))) {
            findings.add("NOTICED_UNIT_DISPOSED");
        }
        if (!page.of("objection").isEmpty()) {
            findings.add("OBJECTED_UNIT_DISPOSED");
        }
    }

    private static void cancel(Report report, UnitPage page, Set<String> findings) {
        Title named = named(page, report.about());
        if (named == null && page.titles.size() == 1) {
            named = page.titles.getFirst();
        }
        if (named == null) {
            findings.add("CANCELLED_RIGHT_UNKNOWN");
        } else {
            disposed(page, report, findings);
            if (!page.of("mortgage").isEmpty()) {
                findings.add("CANCELLED_WITH_MORTGAGE");
            }
            end(page, named);
        }
        page.ended |= page.titles.isEmpty();
    }

    private static void add(Report report, UnitPage page, String kind, boolean waiting) {
        List<String> holders = report.owners().stream().map(Owner::party).toList();
        page.of(kind).add(new Burden(kind, report.caseNumber(), holders, waiting));
        if (!report.certificate().isEmpty()) {
            page.certificates.put(report.certificate(), report.caseNumber());
        }
    }

    private static void mortgage(Report report, UnitPage page, Set<String> findings) {
        disposed(page, report, findings);
        if (page.titles.isEmpty()) {
            findings.add("MORTGAGE_WITHOUT_RIGHT");
        }
        add(report, page, "mortgage", false);
    }

    private static @Nullable Burden burden(UnitPage page, String kind, String caseNumber) {
        return page.of(kind).stream()
                .filter(burden -> burden.caseNumber().equals(caseNumber))
                .findFirst()
                .orElse(null);
    }

    private static void release(Report report, UnitPage page, String kind, Set<String> findings) {
        Burden burden = burden(page, kind, report.about());
        if (burden == null) {
            findings.add(kind.toUpperCase(java.util.Locale.ROOT) + "_UNKNOWN");
            return;
        }
        page.of(kind).remove(burden);
        page.certificates.values().removeIf(burden.caseNumber()::equals);
    }

    private static boolean isSeized(UnitPage page) {
        return page.of("seizure").stream().anyMatch(seizure -> !seizure.waiting());
    }

    private static void seize(Report report, UnitPage page, Set<String> findings) {
        if (isSeized(page)) {
            findings.add("SECOND_LIVE_SEIZURE");
        }
        Burden seizure = new Burden("seizure", report.caseNumber(), List.of(), false);
        List<Burden> seizures = page.of("seizure");
        int place = 0;
        while (place < seizures.size() && !seizures.get(place).waiting()) {
            place++;
        }
        seizures.add(place, seizure);
    }

    private static void wait(Report report, UnitPage page, Set<String> findings) {
        if (!isSeized(page)) {
            findings.add("WAITING_SEIZURE_WITHOUT_LIVE");
        }
        add(report, page, "seizure", true);
    }

    private static void releaseSeizure(Report report, UnitPage page, Set<String> findings) {
        Burden burden = burden(page, "seizure", report.about());
        List<Burden> seizures = page.of("seizure");
        if (burden == null) {
            findings.add("SEIZURE_UNKNOWN");
        } else {
            seizures.remove(burden);
        }
        // A release of a seizure that the register never saw still tells that none is in effect any more.
        if (!isSeized(page) && !seizures.isEmpty()) {
            Burden next = seizures.removeFirst();
            seizures.addFirst(new Burden("seizure", next.caseNumber(), next.holders(), false));
        }
    }
}
