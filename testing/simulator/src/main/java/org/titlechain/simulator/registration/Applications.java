package org.titlechain.simulator.registration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.titlechain.model.Fraction;
import org.titlechain.model.Owner;
import org.titlechain.model.registration.Applicant;
import org.titlechain.model.registration.Burden;
import org.titlechain.model.registration.Filing;
import org.titlechain.model.registration.Item;
import org.titlechain.model.registration.Item.Part;
import org.titlechain.model.registration.KindRule;
import org.titlechain.model.registration.RegistrationModel;
import org.titlechain.model.registration.Right;
import org.titlechain.model.registration.Sheet;
import org.titlechain.model.registration.WorkCalendar;

/** Thinks out applications, most of them such as people would hand in about what is on the register. */
final class Applications {
    private static final int BUILDINGS = 4;
    private static final long AREA = 1_000_000;
    private static final List<String> PARTIES = List.of("甲", "乙", "丙", "丁", "戊", "己", "银行一", "银行二");

    private static final List<String> AUTHORITIES = List.of("示例市人民法院", "示例区人民法院");
    private static final Set<String> SHARED = Set.of("common-parts", "other");

    private static final List<String> GROUPS = List.of(
            "transfer.*",
            "change.*",
            "change (split|merger)",
            "mortgage.*",
            "mortgage (general|rank)",
            "seizure.*",
            "notice.*",
            "objection.*|transfer sale",
            "habitation.*",
            "easement.*",
            "certificate.*|cancellation.*");

    private final RegistrationModel model;
    private final List<String> kinds = List.copyOf(KindRule.ALL.keySet());
    private final List<String> favourites = new ArrayList<>();
    private int sequence;
    private int created;

    Applications(RegistrationModel model) {
        this.model = model;
    }

    static String building(int number) {
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

    /** An application, or several that are linked with each other. */
    List<Filing> filings(Random random, long time) {
        if (random.nextInt(12) == 0) {
            List<Filing> linked = linked(random);
            if (!linked.isEmpty()) {
                return linked;
            }
        }
        Item first = null;
        for (int tries = 0; first == null && tries < 12; tries++) {
            String[] kind = kind(random).split(" ", -1);
            first = item(random, kind[0], kind[1], time);
        }
        first = first == null ? firstRegistration(random, "building") : first;
        String number = number();
        List<Item> items = new ArrayList<>(List.of(first));
        more(random, number, first, items);
        Filing good = filing(random, number, items, List.of());
        return List.of(random.nextInt(5) == 0 ? Mistakes.in(random, good) : good);
    }

    /** Every history has kinds that come more often than others: only so do many of them meet on one unit. */
    private String kind(Random random) {
        if (favourites.isEmpty()) {
            for (int i = 0; i < 2; i++) {
                String group = GROUPS.get(random.nextInt(GROUPS.size()));
                kinds.stream().filter(kind -> kind.matches(group)).forEach(favourites::add);
            }
        }
        List<String> among = random.nextBoolean() ? favourites : kinds;
        return among.get(random.nextInt(among.size()));
    }

    private String number() {
        return String.format(Locale.ROOT, "A%06d", ++sequence);
    }

    /** What belongs into the same case. */
    private void more(Random random, String number, Item first, List<Item> items) {
        if (first.is("transfer", "sale") && random.nextInt(3) == 0) {
            // The buyer's bank lends against what he is just getting.
            items.add(Item.of("mortgage", "general", first.unit(), number).to(List.of(sole("银行一")), ""));
        }
        if (first.is("mortgage", "general") && random.nextInt(4) == 0) {
            items.add(first.to(List.of(party(random)), ""));
        }
        if (first.is("first", "building") && random.nextInt(4) == 0) {
            for (int more = random.nextInt(4); more > 0; more--) {
                Item other = firstRegistration(random, "building");
                if (items.stream().noneMatch(one -> one.unit().equals(other.unit()))) {
                    items.add(other);
                }
            }
        }
    }

    /** A sale and the buyer's mortgage as two cases; sometimes one of them does not name the other. */
    private List<Filing> linked(Random random) {
        List<String> units = model.units().stream()
                .filter(unit -> !right(random, Objects.requireNonNull(model.sheet(unit)))
                        .isEmpty())
                .toList();
        if (units.isEmpty()) {
            return List.of();
        }
        String unit = units.get(random.nextInt(units.size()));
        Holding holding = holding(random);
        Item sale = Item.of("transfer", "sale", unit, right(random, Objects.requireNonNull(model.sheet(unit))))
                .to(holding.owners(), holding.coOwnership());
        String one = number();
        String other = number();
        Item mortgage = Item.of("mortgage", "general", unit, one).to(List.of(sole("银行二")), "");
        Filing first = filing(random, one, List.of(sale), List.of(other));
        List<Applicant> applicants = new ArrayList<>(first.applicants());
        applicants.addAll(both(Set.of("银行二")));
        Filing second = filing(random, other, List.of(mortgage), random.nextInt(10) == 0 ? List.of() : List.of(one))
                .by(applicants);
        return List.of(first, second);
    }

    private Filing filing(Random random, String number, List<Item> items, List<String> linked) {
        Item first = items.getFirst();
        List<String> modes = first.rule().modes();
        String mode = modes.get(random.nextInt(modes.size()));
        return new Filing(
                number,
                mode,
                applicants(random, mode, items),
                items,
                materials(items, random),
                linked,
                random.nextInt(15) == 0,
                mode.equals("entrusted") ? authority(random, first) : "");
    }

    private String authority(Random random, Item item) {
        Sheet sheet = model.sheet(item.unit());
        String own = sheet == null
                ? ""
                : sheet.burden(item.target()).map(Burden::other).orElse("");
        return own.isEmpty() || random.nextInt(12) == 0 ? AUTHORITIES.get(random.nextInt(AUTHORITIES.size())) : own;
    }

    private static List<String> materials(List<Item> items, Random random) {
        Set<String> materials = new LinkedHashSet<>();
        items.forEach(item -> materials.addAll(item.rule().materials()));
        if (random.nextBoolean()) {
            materials.add("objection-statement");
        }
        return List.copyOf(materials);
    }

    private static List<Applicant> both(Set<String> parties) {
        List<Applicant> applicants = new ArrayList<>();
        for (String party : parties) {
            applicants.add(new Applicant(party, "holder"));
            applicants.add(new Applicant(party, "obligor"));
        }
        return applicants;
    }

    private List<Applicant> applicants(Random random, String mode, List<Item> items) {
        Set<String> parties = parties(random, items);
        if (items.getFirst().is("objection")) {
            return parties.stream().map(party -> new Applicant(party, "third")).toList();
        }
        // Who gets and who gives may be one party: it then applies as both.
        return mode.equals("joint")
                ? both(parties)
                : parties.stream().map(party -> new Applicant(party, "holder")).toList();
    }

    private Set<String> parties(Random random, List<Item> items) {
        Set<String> parties = new LinkedHashSet<>();
        for (Item item : items) {
            add(parties, item.holders());
            for (String unit : item.units()) {
                Sheet sheet = model.sheet(unit);
                if (sheet == null) {
                    continue;
                }
                sheet.rights().forEach(right -> add(parties, right.holders()));
                sheet.burden(item.target()).ifPresent(one -> add(parties, one.holders()));
                sheet.burden(item.other()).ifPresent(one -> add(parties, one.holders()));
                if (random.nextBoolean()) {
                    sheet.of("notice").forEach(one -> add(parties, one.holders()));
                }
                if (random.nextInt(3) > 0) {
                    sheet.of("mortgage").forEach(one -> add(parties, one.holders()));
                }
                Sheet dominant = sheet.burden(item.target())
                        .map(one -> model.sheet(one.other()))
                        .orElse(null);
                if (dominant != null) {
                    dominant.rights().forEach(right -> add(parties, right.holders()));
                }
            }
        }
        return parties;
    }

    private static void add(Set<String> parties, List<Owner> owners) {
        owners.forEach(owner -> parties.add(owner.party()));
    }

    private static Owner sole(String party) {
        return new Owner(party, null);
    }

    private Item firstRegistration(Random random, String family) {
        Holding holding = holding(random);
        // On a building's unit there may be other rights beside the ownership.
        boolean beside = SHARED.contains(family) && random.nextBoolean();
        Item item = Item.of("first", family, beside ? building(random.nextInt(BUILDINGS)) : unitOf(random, family), "")
                .measuring(random.nextInt(12) == 0 ? 0 : AREA)
                .used(random.nextInt(3) == 0 ? "12" : random.nextInt(3) == 0 ? "31" : "");
        return family.equals("common-parts") ? item : item.to(holding.owners(), holding.coOwnership());
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
        if (subkind.startsWith("pre")) {
            Item item = Item.of(kind, subkind, building(random.nextInt(BUILDINGS)), "");
            return kind.equals("seizure") ? item.until(until(random, time)) : item.to(List.of(party(random)), "");
        }
        List<String> units = List.copyOf(model.units());
        String unit = units.isEmpty() ? building(0) : units.get(random.nextInt(units.size()));
        Sheet sheet = model.sheet(unit);
        if (sheet == null || sheet.ended() && random.nextInt(10) > 0) {
            return null;
        }
        Item bare = Item.of(kind, subkind, unit, "");
        boolean burden = bare.isAboutBurden() || kind.equals("certificate") && random.nextInt(3) == 0;
        String target = burden
                ? burden(random, kind.equals("certificate") ? sheet.burdens() : sheet.of(kind))
                : right(random, sheet);
        return target.isEmpty() ? null : about(random, bare.about(target), sheet, time);
    }

    private static String burden(Random random, List<Burden> there) {
        return there.isEmpty() ? "" : there.get(random.nextInt(there.size())).id();
    }

    private static String right(Random random, Sheet sheet) {
        List<Right> there =
                sheet.rights().stream().filter(right -> !right.isOfUnits()).toList();
        return there.isEmpty() ? "" : there.get(random.nextInt(there.size())).id();
    }

    private static Owner party(Random random) {
        return sole(PARTIES.get(random.nextInt(PARTIES.size())));
    }

    /** Mostly within three years, sometimes longer, over, or on the last day that is allowed. */
    private static String until(Random random, long time) {
        LocalDate today = WorkCalendar.day(time);
        return switch (random.nextInt(16)) {
            case 0 -> today.plusYears(3).plusDays(random.nextInt(2)).toString();
            case 1 -> today.minusDays(random.nextInt(2)).toString();
            default -> today.plusDays(20L + random.nextInt(900)).toString();
        };
    }

    private @Nullable Item about(Random random, Item bare, Sheet sheet, long time) {
        if (bare.releases()) {
            return bare;
        }
        Holding holding = holding(random);
        return switch (bare.kind()) {
            case "transfer" -> transfer(random, bare, sheet, holding);
            case "change" -> change(random, bare, sheet, holding);
            case "correction" -> correction(random, bare, holding);
            case "mortgage" -> mortgage(random, bare, sheet);
            case "seizure" -> bare.until(until(random, time));
            case "habitation" ->
                bare.to(List.of(party(random)), "").until(random.nextBoolean() ? until(random, time) : "");
            case "objection", "notice" -> bare.to(List.of(party(random)), "");
            case "easement" -> {
                List<String> others = model.units().stream()
                        .filter(other -> !other.equals(bare.unit()))
                        .toList();
                yield others.isEmpty() ? null : bare.with(others.get(random.nextInt(others.size())));
            }
            default -> bare;
        };
    }

    /** Of two owners by shares one sometimes gives his share away, and the other keeps his. */
    private static Item transfer(Random random, Item bare, Sheet sheet, Holding holding) {
        Right right = sheet.right(bare.target()).orElseThrow();
        if (!right.coOwnership().equals("2") || random.nextInt(3) == 0) {
            return bare.to(holding.owners(), holding.coOwnership());
        }
        Owner staying = right.holders().get(0);
        Owner going = right.holders().get(1);
        Fraction share = staying.share();
        if (share != null && share.denominator().bitLength() < 20 && random.nextBoolean()) {
            // Both stay: the one has less from now on, the other more.
            Fraction half = share.times(Fraction.of(1, 2));
            return bare.to(
                    List.of(new Owner(staying.party(), half), new Owner(going.party(), Fraction.ONE.minus(half))), "2");
        }
        String comer = PARTIES.get(random.nextInt(PARTIES.size()));
        return comer.equals(staying.party())
                ? bare.to(List.of(sole(staying.party())), "0")
                : bare.to(List.of(staying, new Owner(comer, going.share())), "2");
    }

    private static Item correction(Random random, Item bare, Holding holding) {
        return switch (random.nextInt(4)) {
            case 0 -> bare.to(holding.owners(), holding.coOwnership());
            case 1 -> bare.measuring(AREA + random.nextInt(1_000));
            case 2 -> bare.used("11");
            default -> bare;
        };
    }

    private @Nullable Item change(Random random, Item bare, Sheet sheet, Holding holding) {
        Right right = sheet.right(bare.target()).orElseThrow();
        return switch (bare.subkind()) {
            case "name" -> {
                List<Owner> renamed = right.holders().stream()
                        .map(owner -> new Owner(
                                owner.party().length() > 7 ? PARTIES.get(0) : owner.party() + "新", owner.share()))
                        .toList();
                yield bare.to(random.nextInt(10) == 0 ? holding.owners() : renamed(random, renamed), "");
            }
            case "use" -> bare.used(random.nextBoolean() ? "12" : "31");
            case "area" -> bare.measuring(AREA + random.nextInt(1_000));
            case "term" -> bare.until("2080-12-31");
            case "co-ownership" -> shared(random, bare, right, holding);
            case "split" -> split(random, bare, sheet, right);
            case "merger" -> merger(random, bare, right);
            default -> bare;
        };
    }

    /** A change of names that would change the shares too is none. */
    private static List<Owner> renamed(Random random, List<Owner> owners) {
        if (owners.size() != 2 || random.nextInt(4) > 0) {
            return owners;
        }
        return List.of(
                new Owner(owners.get(0).party(), owners.get(1).share()),
                new Owner(owners.get(1).party(), owners.get(0).share()));
    }

    private static Item shared(Random random, Item bare, Right right, Holding other) {
        if (right.holders().size() != 2 || random.nextInt(8) == 0) {
            return bare.to(other.owners(), other.coOwnership());
        }
        int own = 1 + random.nextInt(6);
        return bare.to(
                List.of(
                        new Owner(right.holders().get(0).party(), Fraction.of(own, 7)),
                        new Owner(right.holders().get(1).party(), Fraction.of(7 - own, 7))),
                "2");
    }

    private String created() {
        return String.format(Locale.ROOT, "999901001002GB00014F%08d", 50_001 + created++);
    }

    private @Nullable Item split(Random random, Item bare, Sheet sheet, Right right) {
        if (bare.unit().charAt(19) != 'F' || sheet.rights().size() != 1 && random.nextInt(4) > 0) {
            return null;
        }
        long area = right.area() < 10 ? AREA : right.area();
        long part = 1 + random.nextLong(area - 1);
        return bare.dividing(List.of(), List.of(new Part(created(), part, ""), new Part(created(), area - part, "")));
    }

    private @Nullable Item merger(Random random, Item bare, Right right) {
        for (String unit : model.units()) {
            Sheet other = model.sheet(unit);
            if (other == null
                    || unit.equals(bare.unit())
                    || unit.charAt(19) != 'F'
                    || bare.unit().charAt(19) != 'F') {
                continue;
            }
            String second = right(random, other);
            Right merged = other.right(second).orElse(right);
            boolean fits =
                    merged.holders().equals(right.holders()) && merged.family().equals(right.family());
            if (!second.isEmpty() && (fits || random.nextInt(20) == 0)) {
                return bare.dividing(
                        List.of(new Part(unit, 0, second)),
                        List.of(new Part(created(), Math.max(1, right.area() + merged.area()), "")));
            }
        }
        return null;
    }

    private static @Nullable Item mortgage(Random random, Item bare, Sheet sheet) {
        return switch (bare.subkind()) {
            case "transfer" -> bare.to(List.of(party(random)), "");
            case "change" -> bare;
            case "rank" -> {
                List<Burden> mortgages = sheet.of("mortgage");
                yield mortgages.size() < 2
                        ? null
                        : bare.with(
                                mortgages.get(random.nextInt(mortgages.size())).id());
            }
            default -> bare.to(List.of(party(random)), "").forbidding(random.nextInt(4) == 0);
        };
    }
}
