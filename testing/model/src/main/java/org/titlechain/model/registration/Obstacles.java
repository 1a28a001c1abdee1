package org.titlechain.model.registration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands against one item: {@code docs/registration-contract.md}, "What stands against a registration". */
final class Obstacles {
    private static final Set<String> SHARED = Set.of("common-parts", "other", "easement");
    private static final int SEIZURE_YEARS = 3;

    private final Map<String, Sheet> sheets;
    private final Filing filing;
    private final Set<String> materials;
    private final long time;
    private final Set<String> reasons;

    /** @param reasons takes the codes of what stands against the items */
    Obstacles(Map<String, Sheet> sheets, Filing filing, Set<String> materials, long time, Set<String> reasons) {
        this.sheets = sheets;
        this.filing = filing;
        this.materials = materials;
        this.time = time;
        this.reasons = reasons;
    }

    /**
     * Adds what stands against the item. Where it is about nothing that is there, nothing else can be said; of several
     * units that are merged each that is there can be spoken of.
     */
    void examine(Item item) {
        said(item);
        Sheet sheet = sheets.get(item.unit());
        if (item.mayBeNew()) {
            if (sheet != null && sheet.ended()) {
                reasons.add("UNIT_ENDED");
            }
            about(item, sheet == null || sheet.ended() ? new Sheet() : sheet);
            return;
        }
        Set<String> missing = missing(item, sheet);
        if (missing.isEmpty() && sheet != null) {
            about(item, sheet);
        } else if (item.divides()) {
            olds(item).forEach(this::dividing);
        }
        reasons.addAll(missing);
    }

    /** What is wrong with the item itself, whatever stands on the register. */
    private void said(Item item) {
        if (item.is("first") && !item.holders().isEmpty() || item.is("transfer")) {
            Shares.check(item.holders(), item.coOwnership(), reasons);
        }
        if (item.is("mortgage")
                && Shares.parties(item.holders()).size() < item.holders().size()) {
            reasons.add("HOLDERS_INVALID");
        }
        if (item.is("seizure") && !item.releases()) {
            LocalDate today = WorkCalendar.day(time);
            LocalDate until = LocalDate.parse(item.until());
            if (until.isBefore(today)) {
                reasons.add("TERM_INVALID");
            } else if (until.isAfter(today.plusYears(SEIZURE_YEARS))) {
                reasons.add("TERM_TOO_LONG");
            }
        }
    }

    /** Whether units and targets that the item names are there. */
    private Set<String> missing(Item item, @Nullable Sheet sheet) {
        Set<String> missing = new HashSet<>();
        if (!isLive(sheet, missing) || sheet == null) {
            return missing;
        }
        isTarget(item, sheet, item.target(), missing);
        for (Item.Part part : item.from()) {
            Sheet merged = sheets.get(part.unit());
            if (isLive(merged, missing) && merged != null) {
                isTarget(item, merged, part.target(), missing);
            }
        }
        if (item.is("mortgage", "rank")) {
            isTarget(item, sheet, item.other(), missing);
        }
        if (item.is("easement", "contract")) {
            isLive(sheets.get(item.other()), missing);
        }
        if (item.is("easement", "release") && missing.isEmpty()) {
            Sheet dominant =
                    sheets.get(sheet.burden(item.target()).orElseThrow().other());
            if (dominant != null && dominant.ended()) {
                missing.add("UNIT_ENDED");
            }
        }
        return missing;
    }

    private static boolean isLive(@Nullable Sheet sheet, Set<String> missing) {
        if (sheet == null) {
            missing.add("UNIT_NOT_REGISTERED");
        } else if (sheet.ended()) {
            missing.add("UNIT_ENDED");
        }
        return sheet != null && !sheet.ended();
    }

    private static void isTarget(Item item, Sheet sheet, String target, Set<String> missing) {
        boolean burden = sheet.burden(target)
                .filter(one -> one.kind().equals(item.kind()) || item.is("certificate"))
                .isPresent();
        boolean there =
                item.isAboutBurden() ? burden : sheet.right(target).isPresent() || item.is("certificate") && burden;
        if (!there) {
            missing.add(sheet.past.contains(target) ? "TARGET_ENDED" : "TARGET_UNKNOWN");
        }
    }

    private void about(Item item, Sheet sheet) {
        if (new Parties(sheets, filing).lacks(item, sheet)) {
            reasons.add("APPLICANT_MISSING");
        }
        switch (item.kind()) {
            case "first" -> first(item, sheet);
            case "transfer" -> {
                Right before = sheet.right(item.target()).orElseThrow();
                free(sheet);
                transferable(sheet);
                unnoticed(sheet, Shares.gaining(before, item));
                unopposed(sheet);
            }
            case "change", "correction" -> change(item, sheet);
            case "cancellation" -> cancellation(item, sheet);
            case "mortgage" -> mortgage(item, sheet);
            case "seizure" -> seizure(item, sheet);
            case "notice" -> {
                if (!item.releases()) {
                    encumbered(item, sheet);
                    unopposed(sheet);
                }
            }
            case "habitation" -> {
                if (!item.releases()) {
                    encumbered(item, sheet);
                }
            }
            case "easement" -> {
                if (!item.releases()) {
                    free(sheet);
                    unnoticed(sheet, Set.of());
                }
            }
            case "certificate" -> {
                boolean certified = sheet.right(item.target())
                                .filter(right -> !right.certificates().isEmpty())
                                .isPresent()
                        || sheet.burden(item.target())
                                .filter(one -> !one.certificates().isEmpty())
                                .isPresent();
                if (!certified && !item.is("certificate", "replacement")) {
                    reasons.add("CERTIFICATE_MISSING");
                }
            }
            default -> {
                // objections and restrictions stand in nobody's way
            }
        }
    }

    private void encumbered(Item item, Sheet sheet) {
        free(sheet);
        unnoticed(sheet, Shares.parties(item.holders()));
    }

    private void first(Item item, Sheet sheet) {
        boolean stands =
                sheet.rights().stream().anyMatch(right -> right.family().equals(item.subkind()));
        if (stands && !SHARED.contains(item.subkind())) {
            reasons.add("EXCLUSIVE_RIGHT_EXISTS");
        }
    }

    private void change(Item item, Sheet sheet) {
        if (item.divides()) {
            divide(item, sheet);
            return;
        }
        free(sheet);
        if (item.holders().isEmpty()) {
            return;
        }
        Right before = sheet.right(item.target()).orElseThrow();
        Shares.check(item.holders(), item.coOwnership().isEmpty() ? before.coOwnership() : item.coOwnership(), reasons);
        boolean differ =
                switch (item.subkind()) {
                    case "name" ->
                        !before.holders().stream()
                                .map(owner -> String.valueOf(owner.share()))
                                .toList()
                                .equals(item.holders().stream()
                                        .map(owner -> String.valueOf(owner.share()))
                                        .toList());
                    case "co-ownership" ->
                        !Shares.parties(before.holders()).equals(Shares.parties(item.holders()))
                                || before.holders().size() != item.holders().size();
                    default -> false;
                };
        if (differ) {
            reasons.add("HOLDERS_DIFFER");
        }
        if (item.is("correction")) {
            unnoticed(sheet, Shares.parties(item.holders()));
        }
    }

    private void divide(Item item, Sheet sheet) {
        Right first = sheet.right(item.target()).orElseThrow();
        long before = 0;
        boolean known = true;
        for (Item.Part part : olds(item)) {
            Right right = Objects.requireNonNull(sheets.get(part.unit()))
                    .right(part.target())
                    .orElseThrow();
            dividing(part);
            if (!Shares.isSame(first, right) || !first.family().equals(right.family())) {
                reasons.add("HOLDERS_DIFFER");
            }
            known &= right.area() > 0;
            before += right.area();
        }
        if (!known || before != item.into().stream().mapToLong(Item.Part::area).sum()) {
            reasons.add("AREA_NOT_CONSERVED");
        }
        if (item.into().stream().anyMatch(part -> sheets.containsKey(part.unit()))) {
            reasons.add("UNIT_EXISTS");
        }
    }

    private static List<Item.Part> olds(Item item) {
        List<Item.Part> olds = new ArrayList<>(item.from());
        olds.addFirst(new Item.Part(item.unit(), 0, item.target()));
        return olds;
    }

    /** What stands against the end of one of the old units, where unit and right are there. */
    private void dividing(Item.Part part) {
        Sheet old = sheets.get(part.unit());
        Right right =
                old == null || old.ended() ? null : old.right(part.target()).orElse(null);
        if (old == null || right == null) {
            return;
        }
        free(old);
        ending(old, Set.of("notice", "objection", "habitation"));
        if (old.rights().size() > 1) {
            reasons.add("UNIT_BURDENED");
        }
        if (right.holders().stream().anyMatch(owner -> !filing.applies(owner.party(), "holder"))) {
            reasons.add("APPLICANT_MISSING");
        }
    }

    private void cancellation(Item item, Sheet sheet) {
        free(sheet);
        boolean last =
                sheet.personal().size() == 1 && sheet.personal().getFirst().id().equals(item.target());
        if (last) {
            if (sheet.rights().size() > 1) {
                reasons.add("UNIT_BURDENED");
            }
            ending(sheet, Set.of("notice", "objection", "habitation", "easement"));
        }
    }

    /** A unit ends: its mortgagees must agree, and nothing else may be on it. */
    private void ending(Sheet sheet, Set<String> inTheWay) {
        if (sheet.burdens().stream().anyMatch(burden -> inTheWay.contains(burden.kind()))) {
            reasons.add("UNIT_BURDENED");
        }
        if (sheet.of("mortgage").stream().anyMatch(one -> !applies(one))) {
            reasons.add("UNIT_MORTGAGED");
        }
    }

    private void mortgage(Item item, Sheet sheet) {
        switch (item.subkind()) {
            case "release", "transfer" -> {
                // who has it may give it away over a seizure of the unit
            }
            case "change" -> free(sheet);
            case "rank" -> {
                if (item.target().equals(item.other())) {
                    reasons.add("COMMAND_MALFORMED");
                }
            }
            default -> {
                encumbered(item, sheet);
                unopposed(sheet);
            }
        }
    }

    /** Only the authority that seized releases or continues. */
    private void seizure(Item item, Sheet sheet) {
        if (item.isAboutBurden()
                && !sheet.burden(item.target()).orElseThrow().other().equals(filing.authority())) {
            reasons.add("AUTHORITY_DIFFERS");
        }
    }

    private void free(Sheet sheet) {
        if (sheet.isSeized()) {
            reasons.add("UNIT_SEIZED");
        }
        if (!sheet.of("restriction").isEmpty()) {
            reasons.add("UNIT_RESTRICTED");
        }
    }

    private void transferable(Sheet sheet) {
        if (sheet.of("mortgage").stream().anyMatch(one -> one.forbids() && !applies(one))) {
            reasons.add("MORTGAGE_FORBIDS_TRANSFER");
        }
    }

    private void unnoticed(Sheet sheet, Set<String> acquiring) {
        boolean against = sheet.of("notice").stream()
                .anyMatch(notice -> !applies(notice) && acquiring.stream().noneMatch(notice::isHeldBy));
        if (against) {
            reasons.add("NOTICE_FORBIDS_DISPOSAL");
        }
    }

    private void unopposed(Sheet sheet) {
        if (!sheet.of("objection").isEmpty() && !materials.contains("objection-statement")) {
            reasons.add("OBJECTION_UNANSWERED");
        }
    }

    private boolean applies(Burden burden) {
        return burden.holders().stream().anyMatch(owner -> filing.applies(owner.party()));
    }
}
