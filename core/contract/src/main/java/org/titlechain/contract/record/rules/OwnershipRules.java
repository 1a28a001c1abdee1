package org.titlechain.contract.record.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.finding.Findings;
import org.titlechain.contract.record.message.Act;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.record.register.Drafts;
import org.titlechain.contract.record.register.Recording;
import org.titlechain.contract.record.register.Targets;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.value.Share;

/** What is expected of a right of ownership or use: its holders, shares, areas and the right before it. */
public final class OwnershipRules {
    private static final String SOLE = "0";
    private static final String BY_SHARES = "2";
    private static final List<String> TOGETHER = List.of("1", "2", "3");

    private OwnershipRules() {}

    /** Checks the right for itself. */
    public static void check(Recording recording, Sheet sheet, Row row, Registered right) {
        checkHolders(recording.findings(), sheet, right);
        checkAreas(recording, sheet, row);
        TermRules.check(recording, sheet, right, FindingCode.RIGHT_TERM_ORDER);
    }

    /** As many holders as the manner of co-ownership says, with shares that sum to one. */
    private static void checkHolders(Findings findings, Sheet sheet, Registered right) {
        String subject = sheet.unit().text();
        int count = right.holders().size();
        String manner = right.value().find("coOwnership").map(Value::asText).orElse("");
        if (count == 0) {
            if (!right.table().equals("QLF_FW_FDCQ_QFSYQ")) {
                findings.add(FindingCode.HOLDER_MISSING, subject, "table", right.table());
            }
            return;
        }
        if (manner.equals(SOLE) && count > 1 || TOGETHER.contains(manner) && count == 1) {
            findings.add(
                    FindingCode.HOLDERS_NOT_AS_CO_OWNERSHIP,
                    subject,
                    Value.map().put("coOwnership", manner).put("holders", count));
        }
        List<Share> shares = shares(right);
        if (manner.equals(BY_SHARES) && shares.size() < count) {
            findings.add(
                    FindingCode.SHARE_MISSING,
                    subject,
                    Value.map().put("holders", count).put("shares", shares.size()));
        } else if (!shares.isEmpty() && shares.size() == count) {
            Optional<Share> sum = Share.sum(shares);
            if (sum.isEmpty() || !sum.get().equals(Share.WHOLE)) {
                findings.add(
                        FindingCode.SHARES_NOT_ONE,
                        subject,
                        "sum",
                        sum.map(Share::toString).orElse("beyond 64 bits"));
            }
        }
    }

    /** The shares of the holders that have one. */
    private static List<Share> shares(Registered right) {
        List<Share> shares = new ArrayList<>();
        for (Value holder : right.holders()) {
            Optional<MapValue> share = holder.asMap().find("share").map(Value::asMap);
            share.ifPresent(there -> shares.add(new Share(
                    there.get("numerator").asLong(), there.get("denominator").asLong())));
        }
        return shares;
    }

    /** The inner and the shared area make the built area, and a share of land is not larger than the parcel. */
    private static void checkAreas(Recording recording, Sheet sheet, Row row) {
        long tolerance = recording.limits().number("area.tolerance");
        Optional<Long> built = Drafts.area(row, "JZMJ");
        Optional<Long> inner = Drafts.area(row, "ZYJZMJ");
        Optional<Long> shared = Drafts.area(row, "FTJZMJ");
        if (built.isPresent()
                && inner.isPresent()
                && shared.isPresent()
                && Math.abs(built.get() - inner.get() - shared.get()) > tolerance) {
            recording
                    .findings()
                    .add(
                            FindingCode.AREA_PARTS_MISMATCH,
                            sheet.unit().text(),
                            Value.map()
                                    .put("built", built.get())
                                    .put("inner", inner.get())
                                    .put("shared", shared.get()));
        }
        Optional<Long> land =
                Drafts.area(row, "DYTDMJ").or(() -> Drafts.area(row, "FTTDMJ")).or(() -> Drafts.area(row, "SYQMJ"));
        if (land.isPresent()) {
            Optional<Long> parcel = recording.register().parcelArea(sheet.unit().parcel());
            if (parcel.isPresent() && land.get() > parcel.get() + tolerance) {
                recording
                        .findings()
                        .add(
                                FindingCode.AREA_LARGER_THAN_PARCEL,
                                sheet.unit().text(),
                                Value.map().put("area", land.get()).put("parcel", parcel.get()));
            }
        }
    }

    /**
     * The rights that a registration ends: the one that it names as the case before it, else one whose certificate it
     * names, else all of the family.
     */
    public static List<Registered> predecessors(Recording recording, Sheet sheet, Row row, List<Registered> family) {
        Optional<Registered> named = Targets.byCase(family, row.previousCase());
        return named.isPresent() ? List.of(named.get()) : family;
    }

    /** The right before this one is known, and its area did not change without a change being registered. */
    public static void checkSuccession(
            Recording recording, Sheet sheet, Act act, Registered right, List<Registered> ending) {
        String subject = sheet.unit().text();
        Optional<String> previous = right.value().find("previousCase").map(Value::asText);
        boolean named = previous.isEmpty() || Targets.byCase(ending, previous).isPresent();
        boolean fulfilled = previous.filter(recording.register()::knowsCase).isPresent()
                || sheet.isNew() && recording.predecessors().stream().anyMatch(recording.register()::knows);
        if (ending.isEmpty() && !fulfilled || !named && !fulfilled) {
            recording
                    .findings()
                    .add(
                            FindingCode.PREVIOUS_RIGHT_UNKNOWN,
                            subject,
                            Value.map().put("case", right.caseNumber()).put("previousCase", previous.orElse("")));
        }
        if (act == Act.TRANSFER && ending.size() == 1) {
            Optional<Long> before = ending.getFirst().area();
            Optional<Long> now = right.area();
            if (before.isPresent()
                    && now.isPresent()
                    && Math.abs(before.get() - now.get()) > recording.limits().number("area.tolerance")) {
                recording
                        .findings()
                        .add(
                                FindingCode.AREA_CHANGED_WITHOUT_CHANGE,
                                subject,
                                Value.map().put("before", before.get()).put("now", now.get()));
            }
        }
    }
}
