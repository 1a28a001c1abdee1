package org.titlechain.model.registration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.titlechain.model.Owner;

/** Who must apply: {@code docs/registration-contract.md}, "Who applies". */
final class Parties {
    private final Map<String, Sheet> sheets;
    private final Filing filing;

    Parties(Map<String, Sheet> sheets, Filing filing) {
        this.sheets = sheets;
        this.filing = filing;
    }

    /** Whether somebody is missing whom the item needs; what it names must be there. */
    boolean lacks(Item item, Sheet sheet) {
        if (item.releases()) {
            return lacksForRelease(item, sheet);
        }
        @Nullable Right right = sheet.right(item.target()).orElse(null);
        boolean joint = filing.mode().equals("joint");
        boolean entrusted = filing.mode().equals("entrusted");
        return switch (item.kind()) {
            case "first" -> lacks(item.holders(), "holder");
            case "transfer" ->
                right != null
                        && (joint && lacksParties(Shares.losing(right, item), "obligor")
                                || !entrusted && lacksParties(Shares.gaining(right, item), "holder"));
            case "change" ->
                item.is("change", "name") ? lacks(item.holders(), "holder") : lacksHoldersOf(right, "holder");
            case "correction" -> !filing.mode().equals("ex-officio") && lacksHoldersOf(right, "holder");
            case "cancellation" -> !entrusted && lacksHoldersOf(right, "holder");
            case "objection" -> lacks(item.holders(), "third");
            case "notice" ->
                lacks(item.holders(), "holder")
                        || (item.target().isEmpty()
                                ? filing.applicants().stream()
                                        .noneMatch(one -> one.side().equals("obligor"))
                                : lacksHoldersOf(right, "obligor"));
            case "habitation" -> lacks(item.holders(), "holder") || joint && lacksHoldersOf(right, "obligor");
            case "easement" -> lacksHoldersOf(right, "obligor") || lacksDominant(sheets.get(item.other()));
            case "mortgage" -> lacksForMortgage(item, sheet, right);
            case "certificate" -> noneOf(holdersOf(item, sheet));
            default -> false;
        };
    }

    private boolean lacksForRelease(Item item, Sheet sheet) {
        Burden burden = sheet.burden(item.target()).orElseThrow();
        return switch (item.kind()) {
            case "seizure", "restriction" -> false;
            case "easement" -> lacksDominant(sheets.get(burden.other()));
            default -> noneOf(burden.holders());
        };
    }

    private boolean lacksForMortgage(Item item, Sheet sheet, @Nullable Right right) {
        return switch (item.subkind()) {
            case "transfer" ->
                lacks(sheet.burden(item.target()).orElseThrow().holders(), "obligor")
                        || lacks(item.holders(), "holder");
            case "change" -> {
                Burden mortgage = sheet.burden(item.target()).orElseThrow();
                yield lacks(mortgage.holders(), "holder")
                        || sheet.rights().stream()
                                .filter(one -> one.id().equals(mortgage.about())
                                        || sheet.rights().size() == 1)
                                .anyMatch(one -> lacks(one.holders(), "obligor"));
            }
            case "rank" -> between(item, sheet).stream().anyMatch(one -> lacks(one.holders(), "holder"));
            default -> lacks(item.holders(), "holder") || lacksHoldersOf(right, "obligor");
        };
    }

    /** The two mortgages that change places and those between them. */
    private static List<Burden> between(Item item, Sheet sheet) {
        List<Burden> mortgages = sheet.of("mortgage");
        List<String> ids = mortgages.stream().map(Burden::id).toList();
        int one = ids.indexOf(item.target());
        int other = ids.indexOf(item.other());
        return mortgages.subList(Math.min(one, other), Math.max(one, other) + 1);
    }

    /** Of each right on the dominant unit somebody must agree. */
    private boolean lacksDominant(@Nullable Sheet dominant) {
        return dominant != null && dominant.personal().stream().anyMatch(right -> noneOf(right.holders()));
    }

    private static List<Owner> holdersOf(Item item, Sheet sheet) {
        List<Owner> holders = new ArrayList<>();
        sheet.right(item.target()).ifPresent(right -> holders.addAll(right.holders()));
        sheet.burden(item.target()).ifPresent(burden -> holders.addAll(burden.holders()));
        return holders;
    }

    private boolean lacksHoldersOf(@Nullable Right right, String side) {
        return right != null && lacks(right.holders(), side);
    }

    private boolean lacks(List<Owner> owners, String side) {
        return lacksParties(Shares.parties(owners), side);
    }

    private boolean lacksParties(Collection<String> parties, String side) {
        return parties.stream().anyMatch(party -> !filing.applies(party, side));
    }

    private boolean noneOf(List<Owner> owners) {
        return owners.stream().noneMatch(owner -> filing.applies(owner.party()));
    }
}
