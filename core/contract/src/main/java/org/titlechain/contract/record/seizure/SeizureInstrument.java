package org.titlechain.contract.record.seizure;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.record.register.Drafts;
import org.titlechain.contract.record.register.Instrument;
import org.titlechain.contract.record.register.Recording;
import org.titlechain.contract.record.register.Restrictions;
import org.titlechain.contract.record.register.Targets;
import org.titlechain.contract.record.rules.TermRules;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.effect.Lapse;
import org.titlechain.contract.value.UnitCode;

/**
 * Seizures (查封登记, QLF_QL_CFDJ). A waiting seizure takes effect by itself when the last one in effect is released (查封规定
 * 26); a continuation extends the term of the seizure that it continues.
 */
public final class SeizureInstrument implements Instrument {
    private static final String SEIZURE = "seizure";
    private static final Drafts.Places PLACES = new Drafts.Places("", "CFQSSJ", "CFJSSJ", "");
    private static final Map<String, String> NAMES =
            Collections.unmodifiableMap(new TreeMap<>(Map.of("CFLX", "type", "CFWH", "document", "CFJG", "authority")));
    private static final List<String> WAITING = List.of("2", "4");
    private static final List<String> PRELIMINARY = List.of("3", "4");
    private static final String CONTINUATION = "5";

    @Override
    public void apply(Recording recording, Row row) {
        Optional<UnitCode> unit = recording.unitOf(row);
        if (unit.isEmpty()) {
            return;
        }
        Sheet sheet = recording.register().sheet(unit.get());
        if (Restrictions.isRelease(recording, row, "JFYWH", "JFDJSJ", "JFWH")) {
            recording.setKind("release");
            Restrictions.release(recording, sheet, row, SEIZURE, "JFYWH", "", FindingCode.SEIZURE_UNKNOWN);
            advance(recording, sheet);
        } else if (!recording.isOver(sheet, row)) {
            register(recording, sheet, row);
        }
    }

    private static void register(Recording recording, Sheet sheet, Row row) {
        String type = row.text("CFLX").orElse("1");
        boolean waiting = WAITING.contains(type);
        boolean live = sheet.restrictions(SEIZURE).stream().anyMatch(Registered::isLive);
        Registered seizure = Restrictions.draft(recording, sheet, row, SEIZURE, waiting, PLACES, NAMES);
        TermRules.check(recording, sheet, seizure, FindingCode.SEIZURE_TERM_ORDER);
        TermRules.checkLongest(recording, sheet, seizure, recording.limits().number("seizure.years"));
        if (type.equals(CONTINUATION)) {
            recording.setKind("seizure-continuation");
            proceed(recording, sheet, row, seizure);
            return;
        }
        recording.setKind(SEIZURE);
        String subject = sheet.unit().text();
        if (sheet.rights().isEmpty() && !PRELIMINARY.contains(type)) {
            recording.findings().add(FindingCode.SEIZURE_WITHOUT_RIGHT, subject);
        }
        boolean twice = Targets.byCase(sheet.restrictions(SEIZURE), Optional.of(seizure.caseNumber()))
                .isPresent();
        if (waiting && !live) {
            recording.findings().add(FindingCode.WAITING_SEIZURE_WITHOUT_LIVE, subject);
        } else if (!waiting && live && !twice) {
            recording.findings().add(FindingCode.SECOND_LIVE_SEIZURE, subject);
        }
        Restrictions.put(recording, sheet, row, seizure, Optional.empty());
    }

    /** The seizure stays what it is; its term is that of the continuation. */
    private static void proceed(Recording recording, Sheet sheet, Row row, Registered continuation) {
        List<Registered> there = sheet.restrictions(SEIZURE);
        Optional<Registered> target = Targets.find(sheet, there, row, "", "");
        if (target.isEmpty()) {
            List<Registered> sameAuthority = there.stream()
                    .filter(item -> item.term("authority").isPresent()
                            && item.term("authority").equals(continuation.term("authority")))
                    .toList();
            target = sameAuthority.size() == 1 ? Optional.of(sameAuthority.getFirst()) : Optional.empty();
        }
        if (target.isEmpty()) {
            recording
                    .findings()
                    .add(FindingCode.SEIZURE_UNKNOWN, sheet.unit().text(), "case", continuation.caseNumber());
            Restrictions.put(recording, sheet, row, continuation, Optional.empty());
            return;
        }
        Registered extended = target.get().withTerm("continuedBy", Value.of(continuation.caseNumber()));
        Optional<Value> term = continuation.value().find("term");
        sheet.replaceRestriction(target.get(), term.isPresent() ? extended.with("term", term.get()) : extended);
    }

    private static void advance(Recording recording, Sheet sheet) {
        if (recording.edition().lapsing()) {
            Lapse.advance(sheet, recording.message().id());
            return;
        }
        List<Registered> there = sheet.restrictions(SEIZURE);
        if (!there.isEmpty() && there.stream().noneMatch(Registered::isLive)) {
            Registered next = there.getFirst();
            sheet.replaceRestriction(
                    next,
                    next.with("state", Value.of("live"))
                            .withTerm(
                                    "effectiveBy", Value.of(recording.message().id())));
        }
    }
}
