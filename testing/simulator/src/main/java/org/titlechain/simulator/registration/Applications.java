package org.titlechain.simulator.registration;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.titlechain.model.Fraction;
import org.titlechain.model.Owner;
import org.titlechain.model.registration.Burden;
import org.titlechain.model.registration.Filing;
import org.titlechain.model.registration.Item;
import org.titlechain.model.registration.Item.Part;
import org.titlechain.model.registration.KindRule;
import org.titlechain.model.registration.RegistrationModel;
import org.titlechain.model.registration.Right;
import org.titlechain.model.registration.Sheet;

/** Thinks out applications, most of them such as people would hand in about what is on the register. */
final class Applications {
    private static final int BUILDINGS = 6;
    private static final long AREA = 1_000_000;
    private static final List<String> PARTIES = List.of("甲", "乙", "丙", "丁", "戊", "己", "银行一", "银行二");

    private final RegistrationModel model;
    private final List<String> kinds = List.copyOf(KindRule.ALL.keySet());
    private int sequence;
    private int created;

    Applications(RegistrationModel model) {
        this.model = model;
    }

    private static String building(int number) {
        return String.format(Locale.ROOT, "999901001002GB00014F%08d", 10_001 + number);
    }

    /** The unit, always the same, on which rights of the family are registered. */
    private static String unitOf(Random random, String family) {
        return switch (family) {
            case "land-use" -> "999901001002GB00015W00000000";
            case "land-ownership" -> "999901001002JA00001W00000000";
            case "buildings" -> "999901001002GB00014F99990001";
            case "common-parts" -> "999901001002GB00014F00230000";
            case "structure" -> "999901001002GB00014Q00000001";
            case "farmland" -> "999901001002JD00001W00000000";
            case "forest" -> "999901001002JE00001L00000001";
            case "sea" -> "999901001002GH00001W00000000";
            case "other" -> "999901001002GB00016W00000000";
            default -> building(random.nextInt(BUILDINGS));
        };
    }

    Filing filing(Random random, long time) {
        sequence++;
        String number = String.format(Locale.ROOT, "A%06d", sequence);
        List<Item> items = new ArrayList<>();
        Item first = null;
        for (int tries = 0; first == null && tries < 12; tries++) {
            String[] kind = kinds.get(random.nextInt(kinds.size())).split(" ", -1);
            first = item(random, kind[0], kind[1], time);
        }
        first = first == null ? firstRegistration(random, "building") : first;
        items.add(first);
        if (first.is("transfer", "sale") && random.nextInt(3) == 0) {
            // The buyer's bank lends against what he is just getting.
            items.add(item(first.unit(), "mortgage", "general", number, List.of(sole("银行一")), ""));
        }
        if (first.is("first", "building") && random.nextInt(4) == 0) {
            for (int more = random.nextInt(4); more > 0; more--) {
                Item other = firstRegistration(random, "building");
                if (items.stream().noneMatch(one -> one.unit().equals(other.unit()))) {
                    items.add(other);
                }
            }
        }
        List<String> modes = first.rule().modes();
        Filing good = new Filing(
                number,
                modes.get(random.nextInt(modes.size())),
                applicants(random, items),
                items,
                materials(items, random),
                List.of());
        return random.nextInt(7) == 0 ? Mistakes.in(random, good) : good;
    }

    private static List<String> materials(List<Item> items, Random random) {
        Set<String> materials = new LinkedHashSet<>();
        items.forEach(item -> materials.addAll(item.rule().materials()));
        if (random.nextBoolean()) {
            materials.add("objection-statement");
        }
        return List.copyOf(materials);
    }

    private List<String> applicants(Random random, List<Item> items) {
        Set<String> parties = new LinkedHashSet<>();
        for (Item item : items) {
            item.holders().forEach(owner -> parties.add(owner.party()));
            Sheet sheet = model.sheet(item.unit());
            if (sheet != null) {
                sheet.rights().forEach(right -> right.holders().forEach(owner -> parties.add(owner.party())));
                sheet.burden(item.target())
                        .ifPresent(one -> one.holders().forEach(owner -> parties.add(owner.party())));
                sheet.burden(item.other()).ifPresent(one -> one.holders().forEach(owner -> parties.add(owner.party())));
                if (random.nextBoolean()) {
                    sheet.of("notice").forEach(one -> one.holders().forEach(owner -> parties.add(owner.party())));
                    sheet.of("mortgage").stream()
                            .filter(Burden::forbids)
                            .forEach(one -> one.holders().forEach(owner -> parties.add(owner.party())));
                }
            }
            Sheet dominant = model.sheet(
                    sheet == null
                            ? item.other()
                            : sheet.burden(item.target())
                                    .map(Burden::other)
                                    .filter(unit -> !unit.isEmpty())
                                    .orElse(item.other()));
            if (dominant != null) {
                dominant.rights().forEach(right -> right.holders().forEach(owner -> parties.add(owner.party())));
            }
        }
        return List.copyOf(parties);
    }

    private static Owner sole(String party) {
        return new Owner(party, null);
    }

    private static Item item(
            String unit, String kind, String subkind, String target, List<Owner> holders, String coOwnership) {
        return new Item(kind, subkind, unit, target, holders, coOwnership, 0, "", false, List.of(), List.of(), "");
    }

    private Item firstRegistration(Random random, String family) {
        Holding holding = holding(random);
        boolean common = family.equals("common-parts");
        return new Item(
                "first",
                family,
                unitOf(random, family),
                "",
                common ? List.of() : holding.owners(),
                common ? "" : holding.coOwnership(),
                AREA,
                "",
                false,
                List.of(),
                List.of(),
                "");
    }

    private record Holding(List<Owner> owners, String coOwnership) {}

    private static Holding holding(Random random) {
        String one = PARTIES.get(random.nextInt(PARTIES.size()));
        String two = PARTIES.get((PARTIES.indexOf(one) + 1 + random.nextInt(PARTIES.size() - 1)) % PARTIES.size());
        return switch (random.nextInt(4)) {
            case 0 -> new Holding(List.of(sole(one), sole(two)), "1");
            case 1 -> {
                int parts = 2 + random.nextInt(9);
                int own = 1 + random.nextInt(parts - 1);
                yield new Holding(
                        List.of(
                                new Owner(one, Fraction.of(own, parts)),
                                new Owner(two, Fraction.of(parts - own, parts))),
                        "2");
            }
            default -> new Holding(List.of(sole(one)), "0");
        };
    }

    private @Nullable Item item(Random random, String kind, String subkind, long time) {
        if (kind.equals("first")) {
            return firstRegistration(random, random.nextInt(3) > 0 ? "building" : subkind);
        }
        List<String> units = List.copyOf(model.units());
        String unit = units.isEmpty() ? building(0) : units.get(random.nextInt(units.size()));
        if (subkind.startsWith("pre")) {
            return preliminary(random, kind, subkind, time);
        }
        Sheet sheet = model.sheet(unit);
        if (sheet == null || sheet.ended() && random.nextInt(10) > 0) {
            return null;
        }
        boolean aboutBurden = subkind.equals("release")
                || subkind.equals("continuation")
                || kind.equals("mortgage")
                        && Set.of("transfer", "change", "rank").contains(subkind);
        String target = aboutBurden ? burden(random, sheet, kind) : right(random, sheet);
        return target.isEmpty() ? null : about(random, kind, subkind, unit, sheet, target, time);
    }

    private static Item preliminary(Random random, String kind, String subkind, long time) {
        String unit = building(random.nextInt(BUILDINGS));
        if (kind.equals("seizure")) {
            return new Item(
                    kind, subkind, unit, "", List.of(), "", 0, until(random, time), false, List.of(), List.of(), "");
        }
        return item(unit, kind, subkind, "", List.of(sole(PARTIES.get(random.nextInt(PARTIES.size())))), "");
    }

    private static String burden(Random random, Sheet sheet, String kind) {
        List<Burden> there = sheet.of(kind);
        return there.isEmpty() ? "" : there.get(random.nextInt(there.size())).id();
    }

    private static String right(Random random, Sheet sheet) {
        List<Right> there = sheet.rights().stream()
                .filter(right ->
                        !right.family().equals("easement") && !right.family().equals("common-parts"))
                .toList();
        return there.isEmpty() ? "" : there.get(random.nextInt(there.size())).id();
    }

    private static String until(Random random, long time) {
        LocalDate today =
                Instant.ofEpochMilli(time).atOffset(ZoneOffset.ofHours(8)).toLocalDate();
        return today.plusDays(60L + random.nextInt(900)).toString();
    }

    private @Nullable Item about(
            Random random, String kind, String subkind, String unit, Sheet sheet, String target, long time) {
        Owner party = sole(PARTIES.get(random.nextInt(PARTIES.size())));
        Holding holding = holding(random);
        Item bare = item(unit, kind, subkind, target, List.of(), "");
        if (subkind.equals("release")) {
            return bare;
        }
        return switch (kind) {
            case "transfer" -> item(unit, kind, subkind, target, holding.owners(), holding.coOwnership());
            case "change" -> change(random, bare, sheet, holding);
            case "mortgage" -> mortgage(random, bare, sheet, party);
            case "seizure" ->
                new Item(
                        kind,
                        subkind,
                        unit,
                        target,
                        List.of(),
                        "",
                        0,
                        until(random, time),
                        false,
                        List.of(),
                        List.of(),
                        "");
            case "objection", "notice", "habitation" -> item(unit, kind, subkind, target, List.of(party), "");
            case "easement" -> {
                List<String> others = model.units().stream()
                        .filter(other -> !other.equals(unit))
                        .toList();
                yield others.isEmpty()
                        ? null
                        : new Item(
                                kind,
                                subkind,
                                unit,
                                target,
                                List.of(),
                                "",
                                0,
                                "",
                                false,
                                List.of(),
                                List.of(),
                                others.get(random.nextInt(others.size())));
            }
            default -> bare;
        };
    }

    private @Nullable Item change(Random random, Item bare, Sheet sheet, Holding holding) {
        Right right = sheet.right(bare.target()).orElseThrow();
        String unit = bare.unit();
        return switch (bare.subkind()) {
            case "name" -> {
                List<Owner> renamed = right.holders().stream()
                        .map(owner -> new Owner(owner.party() + "新", owner.share()))
                        .map(owner -> owner.party().length() > 8 ? new Owner(PARTIES.get(0), owner.share()) : owner)
                        .toList();
                yield renamed.size() > 1
                                && renamed.get(0).party().equals(renamed.get(1).party())
                        ? null
                        : item(unit, "change", "name", bare.target(), renamed, "");
            }
            case "area" ->
                new Item(
                        "change",
                        "area",
                        unit,
                        bare.target(),
                        List.of(),
                        "",
                        AREA + random.nextInt(1_000),
                        "",
                        false,
                        List.of(),
                        List.of(),
                        "");
            case "term" ->
                new Item(
                        "change",
                        "term",
                        unit,
                        bare.target(),
                        List.of(),
                        "",
                        0,
                        "2080-12-31",
                        false,
                        List.of(),
                        List.of(),
                        "");
            case "co-ownership" -> shared(random, bare, right, holding);
            case "split" -> split(random, bare, sheet);
            case "merger" -> merger(random, bare, sheet, right);
            default -> bare;
        };
    }

    private static Item shared(Random random, Item bare, Right right, Holding other) {
        if (right.holders().size() != 2 || random.nextInt(8) == 0) {
            return item(bare.unit(), "change", "co-ownership", bare.target(), other.owners(), other.coOwnership());
        }
        int own = 1 + random.nextInt(6);
        List<Owner> owners = List.of(
                new Owner(right.holders().get(0).party(), Fraction.of(own, 7)),
                new Owner(right.holders().get(1).party(), Fraction.of(7 - own, 7)));
        return item(bare.unit(), "change", "co-ownership", bare.target(), owners, "2");
    }

    private String created() {
        return String.format(Locale.ROOT, "999901001002GB00014F%08d", 50_001 + created++);
    }

    private @Nullable Item split(Random random, Item bare, Sheet sheet) {
        if (sheet.area() < 10 || sheet.rights().size() != 1 || bare.unit().charAt(19) != 'F') {
            return null;
        }
        long part = 1 + random.nextLong(sheet.area() - 1);
        List<Part> into = List.of(new Part(created(), part, ""), new Part(created(), sheet.area() - part, ""));
        return new Item(
                "change", "split", bare.unit(), bare.target(), List.of(), "", 0, "", false, into, List.of(), "");
    }

    private @Nullable Item merger(Random random, Item bare, Sheet sheet, Right right) {
        for (String unit : model.units()) {
            Sheet other = model.sheet(unit);
            if (other == null
                    || unit.equals(bare.unit())
                    || other.rights().size() != 1
                    || sheet.rights().size() != 1
                    || unit.charAt(19) != 'F'
                    || bare.unit().charAt(19) != 'F'
                    || other.area() == 0
                    || sheet.area() == 0) {
                continue;
            }
            Right second = other.rights().getFirst();
            if (second.holders().equals(right.holders()) && second.family().equals(right.family())
                    || random.nextInt(20) == 0) {
                return new Item(
                        "change",
                        "merger",
                        bare.unit(),
                        bare.target(),
                        List.of(),
                        "",
                        0,
                        "",
                        false,
                        List.of(new Part(created(), sheet.area() + other.area(), "")),
                        List.of(new Part(unit, 0, second.id())),
                        "");
            }
        }
        return null;
    }

    private static @Nullable Item mortgage(Random random, Item bare, Sheet sheet, Owner bank) {
        return switch (bare.subkind()) {
            case "transfer" -> item(bare.unit(), "mortgage", "transfer", bare.target(), List.of(bank), "");
            case "change" -> bare;
            case "rank" -> {
                List<Burden> others = sheet.of("mortgage").stream()
                        .filter(one -> !one.id().equals(bare.target()))
                        .toList();
                yield others.isEmpty()
                        ? null
                        : new Item(
                                "mortgage",
                                "rank",
                                bare.unit(),
                                bare.target(),
                                List.of(),
                                "",
                                0,
                                "",
                                false,
                                List.of(),
                                List.of(),
                                others.get(random.nextInt(others.size())).id());
            }
            default ->
                new Item(
                        "mortgage",
                        bare.subkind(),
                        bare.unit(),
                        bare.target(),
                        List.of(bank),
                        "",
                        0,
                        "",
                        random.nextInt(4) == 0,
                        List.of(),
                        List.of(),
                        "");
        };
    }
}
