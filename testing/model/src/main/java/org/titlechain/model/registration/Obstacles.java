package org.titlechain.model.registration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.titlechain.model.Fraction;
import org.titlechain.model.Owner;

/** What stands against a case, with the articles in {@code docs/registration-contract.md}. */
final class Obstacles {
    private static final Set<String> DISPOSALS =
            Set.of("transfer", "mortgage", "change", "cancellation", "correction", "notice", "habitation");
    private static final Set<String> SHARED = Set.of("common-parts", "other", "easement");

    private final Map<String, Sheet> sheets;
    private final CaseFile file;
    private final long time;
    private final Set<String> certain = new TreeSet<>();
    private final Set<String> possible = new TreeSet<>();

    private Obstacles(Map<String, Sheet> sheets, CaseFile file, long time) {
        this.sheets = sheets;
        this.file = file;
        this.time = time;
    }

    /**
     * The outcome of an examination.
     *
     * @param certain codes of what surely stands against the case
     * @param possible codes of what may: law and documents do not say
     * @param after the sheets as the case would leave them, when nothing certain stands against it
     */
    record Found(Set<String> certain, Set<String> possible, Map<String, Sheet> after) {}

    /** Examines the items of the case one after the other on copies of the sheets, as they are after lapse. */
    static Found of(Map<String, Sheet> sheets, CaseFile file, long time) {
        Map<String, Sheet> copies = new HashMap<>();
        for (String unit : file.units()) {
            Sheet sheet = sheets.get(unit);
            if (sheet != null) {
                copies.put(unit, sheet.copy());
            }
        }
        for (Item item : file.filing().items()) {
            Sheet servient = copies.get(item.unit());
            if (servient != null && item.is("easement", "release")) {
                servient.burden(item.target())
                        .filter(burden -> sheets.containsKey(burden.other()))
                        .ifPresent(burden -> copies.computeIfAbsent(
                                burden.other(),
                                unit -> Objects.requireNonNull(sheets.get(unit)).copy()));
            }
        }
        copies.values().forEach(sheet -> sheet.lapse(time));
        Obstacles obstacles = new Obstacles(copies, file, time);
        obstacles.examine();
        if (obstacles.certain.contains("APPLICANT_MISSING")) {
            // The party may be missed as the one whom a notice or a mortgage protects.
            obstacles.possible.addAll(Set.of("NOTICE_FORBIDS_DISPOSAL", "MORTGAGE_FORBIDS_TRANSFER"));
        }
        return new Found(obstacles.certain, obstacles.possible, copies);
    }

    private void examine() {
        Map<String, Integer> used = new HashMap<>();
        for (Item item : file.filing().items()) {
            if (!item.rule().modes().contains(file.filing().mode())) {
                certain.add("MODE_NOT_ALLOWED");
            }
            for (String material : item.rule().materials()) {
                if (!file.materials.contains(material)) {
                    certain.add("MATERIAL_MISSING");
                }
            }
            item(item);
            if (certain.isEmpty()) {
                new Effects(sheets, time).apply(item, identifier(used, item));
            }
        }
    }

    /** The first thing of a case on a unit has the case's number, the second is {@code #2}. */
    private String identifier(Map<String, Integer> used, Item item) {
        String number = file.filing().number();
        Set<String> units = new LinkedHashSet<>(List.of(item.unit()));
        item.into().forEach(part -> units.add(part.unit()));
        int place = 1;
        for (String unit : units) {
            place = Math.max(place, used.getOrDefault(unit, 0) + 1);
        }
        for (String unit : units) {
            used.put(unit, place);
        }
        return place == 1 ? number : number + "#" + place;
    }

    private void item(Item item) {
        Sheet sheet = sheets.get(item.unit());
        if (!item.until().isEmpty() && time >= Dates.after(item.until())) {
            certain.add("TERM_INVALID");
        }
        if (item.is("first")) {
            first(item, sheet);
            holders(item);
            applicants(item, sheet == null ? new Sheet() : sheet);
            return;
        }
        if (item.is("notice", "presale")
                || item.is("notice", "presale-mortgage")
                || item.is("seizure", "preliminary")) {
            if (sheet != null && sheet.ended()) {
                certain.add("UNIT_ENDED");
            }
            if (sheet != null && !sheet.rights().isEmpty()) {
                possible.add("UNIT_EXISTS");
            }
            disposal(item, sheet == null ? new Sheet() : sheet);
            applicants(item, sheet == null ? new Sheet() : sheet);
            return;
        }
        if (sheet == null) {
            certain.add("UNIT_NOT_REGISTERED");
            return;
        }
        if (sheet.ended()) {
            certain.add("UNIT_ENDED");
        }
        target(item, sheet);
        Sheet dominant = item.is("easement", "contract") ? sheets.get(item.other()) : null;
        if (dominant != null && dominant.ended()) {
            certain.add("UNIT_ENDED");
        }
        if (certain.isEmpty()) {
            disposal(item, sheet);
            holders(item);
            applicants(item, sheet);
            sameHolders(item, sheet);
            divide(item, sheet);
            easement(item);
            certificate(item, sheet);
        }
    }

    private void first(Item item, @Nullable Sheet sheet) {
        if (sheet != null) {
            if (sheet.ended()) {
                certain.add("UNIT_ENDED");
            }
            if (!SHARED.contains(item.subkind())
                    && sheet.rights().stream().anyMatch(right -> right.family().equals(item.subkind()))) {
                certain.addAll(Set.of("EXCLUSIVE_RIGHT_EXISTS", "UNIT_EXISTS"));
            }
        }
    }

    private void target(Item item, Sheet sheet) {
        if (isThere(item, sheet, item.target())) {
            if (item.is("mortgage", "rank")
                    && (item.other().equals(item.target())
                            || sheet.burden(item.other())
                                    .filter(one -> one.kind().equals("mortgage"))
                                    .isEmpty())) {
                certain.addAll(Set.of("TARGET_UNKNOWN", "TARGET_ENDED"));
            }
            return;
        }
        certain.add(sheet.past.contains(item.target()) ? "TARGET_ENDED" : "TARGET_UNKNOWN");
    }

    /** Whether the target is there and is what a registration of that kind is about. */
    private static boolean isThere(Item item, Sheet sheet, String target) {
        boolean aboutBurden =
                switch (item.kind()) {
                    case "mortgage" ->
                        Set.of("transfer", "change", "rank", "release").contains(item.subkind());
                    case "seizure" -> Set.of("continuation", "release").contains(item.subkind());
                    default -> item.releases();
                };
        if (aboutBurden) {
            return sheet.burden(target)
                    .filter(burden -> burden.kind().equals(item.kind()))
                    .isPresent();
        }
        if (item.is("certificate")) {
            return sheet.right(target).isPresent() || sheet.burden(target).isPresent();
        }
        return sheet.right(target).isPresent();
    }

    private void disposal(Item item, Sheet sheet) {
        if (!DISPOSALS.contains(item.kind())) {
            if (!item.is("seizure") && !item.is("restriction")) {
                unasked(item, sheet, possible);
                seized(sheet, possible);
            }
            return;
        }
        // Whether what happens to a burden is a disposal of the unit, the law leaves open.
        boolean aboutBurden = item.releases()
                || item.is("mortgage", "transfer")
                || item.is("mortgage", "change")
                || item.is("mortgage", "rank");
        Set<String> codes = aboutBurden ? possible : certain;
        seized(sheet, codes);
        boolean divides = item.is("change", "split") || item.is("change", "merger") || item.is("cancellation");
        if (divides && !sheet.of("mortgage").isEmpty()) {
            boolean agreed = sheet.of("mortgage").stream().allMatch(this::applies);
            (agreed || sheet.rights().size() > 1 ? possible : certain)
                    .addAll(Set.of("UNIT_MORTGAGED", "UNIT_BURDENED"));
        }
        boolean burdened = sheet.burdens().stream()
                .anyMatch(burden -> Set.of("notice", "objection", "habitation").contains(burden.kind()));
        if (divides && burdened) {
            // Of several rights on a unit, the end of one may leave what burdens another in peace.
            (sheet.rights().size() > 1 ? possible : certain)
                    .addAll(Set.of("UNIT_BURDENED", "NOTICE_FORBIDS_DISPOSAL", "OBJECTION_UNANSWERED"));
        }
        if (item.is("cancellation") && !sheet.of("easement").isEmpty()) {
            (sheet.rights().size() > 1 ? possible : certain).add("UNIT_BURDENED");
        }
        if (divides && sheet.rights().stream().anyMatch(right -> right.family().equals("easement"))) {
            possible.add("UNIT_BURDENED");
        }
        boolean forbidden = sheet.of("mortgage").stream().anyMatch(one -> one.forbids() && !applies(one));
        if (item.is("transfer") && forbidden) {
            certain.add("MORTGAGE_FORBIDS_TRANSFER");
        }
        boolean disposes = item.is("transfer") || item.is("mortgage", "general") || item.is("mortgage", "maximum");
        unasked(item, sheet, disposes ? certain : possible);
    }

    private static void seized(Sheet sheet, Set<String> codes) {
        if (sheet.isSeized()) {
            codes.add("UNIT_SEIZED");
        }
        if (!sheet.of("restriction").isEmpty()) {
            codes.add("UNIT_RESTRICTED");
        }
    }

    /** Whom a notice or an objection protects, and who was not asked. */
    private void unasked(Item item, Sheet sheet, Set<String> codes) {
        if (sheet.of("notice").stream().anyMatch(notice -> !applies(notice) && !acquires(item, notice))) {
            codes.add("NOTICE_FORBIDS_DISPOSAL");
        }
        if (!sheet.of("objection").isEmpty() && !file.materials.contains("objection-statement")) {
            codes.add("OBJECTION_UNANSWERED");
        }
    }

    private boolean applies(Burden burden) {
        return burden.holders().stream()
                .anyMatch(owner -> file.filing().applicants().contains(owner.party()));
    }

    private static boolean acquires(Item item, Burden notice) {
        return item.holders().stream().anyMatch(owner -> notice.isHeldBy(owner.party()));
    }

    private void holders(Item item) {
        List<Fraction> shares = new ArrayList<>();
        Set<String> parties = new HashSet<>();
        for (Owner owner : item.holders()) {
            parties.add(owner.party());
            if (owner.share() != null) {
                shares.add(owner.share());
            }
        }
        if (!shares.isEmpty() && !Fraction.sum(shares).equals(Fraction.ONE)) {
            certain.add("SHARES_NOT_ONE");
        }
        if (item.coOwnership().isEmpty()) {
            return;
        }
        if (parties.size() < item.holders().size() || parties.isEmpty()) {
            certain.add("HOLDERS_INVALID");
        }
        boolean fits =
                switch (item.coOwnership()) {
                    case "0" -> item.holders().size() == 1;
                    case "1" -> item.holders().size() > 1 && shares.isEmpty();
                    default ->
                        item.holders().size() > 1
                                && shares.size() == item.holders().size();
                };
        if (!fits) {
            certain.add("CO_OWNERSHIP_MISMATCH");
        }
    }

    private void applicants(Item item, Sheet sheet) {
        if (!file.filing().mode().equals("joint")) {
            if (!file.filing().mode().equals("entrusted") && !presentAndFuture(item, sheet)) {
                possible.add("APPLICANT_MISSING");
            }
            return;
        }
        Set<String> needed = new LinkedHashSet<>();
        item.holders().forEach(owner -> needed.add(owner.party()));
        sheet.right(item.target()).ifPresent(right -> right.holders().forEach(owner -> needed.add(owner.party())));
        // Whoever keeps his share neither gives nor gets: the documents do not say whether he must be asked.
        Set<Owner> keeping = new HashSet<>();
        sheet.right(item.target()).ifPresent(right -> keeping.addAll(right.holders()));
        keeping.retainAll(new HashSet<>(item.holders()));
        boolean keeperMissing =
                keeping.stream().anyMatch(owner -> !file.filing().applicants().contains(owner.party()));
        keeping.forEach(owner -> needed.remove(owner.party()));
        if (keeperMissing) {
            possible.add("APPLICANT_MISSING");
        }
        Optional<Burden> burden = sheet.burden(item.target());
        burden.ifPresent(one -> one.holders().forEach(owner -> needed.add(owner.party())));
        if (!containsAll(needed)) {
            boolean holdersApply = item.holders().stream()
                    .allMatch(owner -> file.filing().applicants().contains(owner.party()));
            (burden.isPresent() && holdersApply ? possible : certain).add("APPLICANT_MISSING");
        } else {
            Set<String> owners = new LinkedHashSet<>();
            sheet.rights().forEach(right -> right.holders().forEach(owner -> owners.add(owner.party())));
            if (!containsAll(owners)) {
                possible.add("APPLICANT_MISSING");
            }
        }
    }

    private boolean presentAndFuture(Item item, Sheet sheet) {
        Set<String> parties = new LinkedHashSet<>();
        item.holders().forEach(owner -> parties.add(owner.party()));
        sheet.right(item.target()).ifPresent(right -> right.holders().forEach(owner -> parties.add(owner.party())));
        sheet.burden(item.target()).ifPresent(one -> one.holders().forEach(owner -> parties.add(owner.party())));
        for (Item.Part part : item.from()) {
            Sheet other = sheets.get(part.unit());
            if (other != null) {
                other.rights().forEach(right -> right.holders().forEach(owner -> parties.add(owner.party())));
            }
        }
        return containsAll(parties);
    }

    private boolean containsAll(Collection<String> parties) {
        return file.filing().applicants().containsAll(parties);
    }

    /** A change of names or shares is no transfer: the holders stay. */
    private void sameHolders(Item item, Sheet sheet) {
        boolean names = item.is("change", "name");
        if (!names && !item.is("change", "co-ownership")) {
            return;
        }
        List<Owner> before = sheet.right(item.target()).orElseThrow().holders();
        if (before.size() != item.holders().size()) {
            certain.addAll(Set.of("HOLDERS_DIFFER", "HOLDERS_INVALID"));
        } else if (!names) {
            Set<String> parties = new HashSet<>();
            before.forEach(owner -> parties.add(owner.party()));
            item.holders().forEach(owner -> parties.remove(owner.party()));
            if (!parties.isEmpty()) {
                certain.add("HOLDERS_DIFFER");
            }
        }
    }

    private void divide(Item item, Sheet sheet) {
        if (item.into().isEmpty()) {
            return;
        }
        long before = sheet.area();
        Right right = sheet.right(item.target()).orElseThrow();
        for (Item.Part part : item.from()) {
            Sheet other = sheets.get(part.unit());
            if (other == null) {
                certain.add("UNIT_NOT_REGISTERED");
                return;
            }
            if (other.ended()) {
                certain.add("UNIT_ENDED");
            }
            Optional<Right> merged = other.right(part.target());
            if (merged.isEmpty()) {
                certain.addAll(Set.of("TARGET_UNKNOWN", "TARGET_ENDED"));
                return;
            }
            if (!merged.get().holders().equals(right.holders())) {
                certain.addAll(Set.of("HOLDERS_DIFFER", "APPLICANT_MISSING"));
            }
            if (!merged.get().family().equals(right.family())) {
                possible.add("HOLDERS_DIFFER");
            }
            disposal(item, other);
            before += other.area();
        }
        long after = 0;
        for (Item.Part part : item.into()) {
            after += part.area();
            if (sheets.containsKey(part.unit())) {
                certain.addAll(Set.of("UNIT_EXISTS", "UNIT_ENDED", "EXCLUSIVE_RIGHT_EXISTS"));
            }
        }
        if (before != after) {
            certain.add("AREA_NOT_CONSERVED");
        }
    }

    private void certificate(Item item, Sheet sheet) {
        boolean certified = sheet.right(item.target()).filter(Right::certified).isPresent()
                || sheet.burden(item.target()).filter(Burden::certified).isPresent();
        if (item.is("certificate") && !certified) {
            possible.add("CERTIFICATE_MISSING");
        }
    }

    private void easement(Item item) {
        if (item.is("easement", "release")) {
            // Whoever has the dominant unit gives something up.
            Sheet dominant = sheets.get(Objects.requireNonNull(sheets.get(item.unit()))
                    .burden(item.target())
                    .orElseThrow()
                    .other());
            boolean applies = dominant == null
                    || dominant.rights().stream()
                            .flatMap(right -> right.holders().stream())
                            .allMatch(owner -> file.filing().applicants().contains(owner.party()));
            if (!applies) {
                possible.add("APPLICANT_MISSING");
            }
        }
        if (item.is("easement", "contract")) {
            Sheet dominant = sheets.get(item.other());
            if (dominant == null) {
                certain.add("UNIT_NOT_REGISTERED");
            } else if (dominant.ended()) {
                certain.add("UNIT_ENDED");
            }
        }
    }
}
