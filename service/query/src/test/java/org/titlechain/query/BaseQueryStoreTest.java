package org.titlechain.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.titlechain.query.SearchText.Kind;
import org.titlechain.query.TestTown.House;
import org.titlechain.query.TestTown.Letter;
import org.titlechain.query.UnitQuery.Restriction;
import org.titlechain.query.UnitQuery.Sort;

/** What search tables must do on every database. What is expected comes from plain lists beside the ledger. */
abstract class BaseQueryStoreTest extends BaseQueryListTest {
    private List<String> found(String text) {
        return codes(UnitQuery.of(text));
    }

    private List<String> codes(UnitQuery query) {
        return all(paging -> reader.units(query, paging).value(), UnitItem::unit);
    }

    private List<String> expected(Predicate<House> condition) {
        return town.houses.values().stream().filter(condition).map(House::code).toList();
    }

    @Test
    void shouldFindUnitsByTheLastDigitsOfTheirCode() {
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            String code = TestTown.code(random.nextInt(UNITS));
            String end = code.substring(code.length() - 6 - random.nextInt(8));
            assertThat(found(end))
                    .as(end)
                    .containsAll(expected(house -> house.code().endsWith(end)));
        }
    }

    @Test
    void shouldFindUnitsByAnyFragmentOfTheirCode() {
        Random random = new Random(2);
        int narrow = 0;
        for (int i = 0; i < 200; i++) {
            String code = TestTown.code(random.nextInt(UNITS));
            int from = random.nextInt(code.length() - 4);
            String fragment = code.substring(from, from + 4 + random.nextInt(code.length() - from - 3));
            List<String> expected = expected(house -> house.code().contains(fragment));
            if (expected.size() <= 400) {
                String typed = random.nextBoolean() ? fragment.toLowerCase(Locale.ROOT) : " " + fragment;
                assertThat(found(typed)).as(fragment).containsAll(expected);
                if (SearchText.of(fragment).mayBe(Kind.CERTIFICATE_NUMBER)) {
                    continue;
                }
                assertThat(found(typed)).as(fragment).containsExactlyElementsOf(expected);
                narrow++;
            }
        }
        assertThat(narrow).isGreaterThan(50);
    }

    @Test
    void shouldFindUnitsByAnyPartOfTheirAddress() {
        Random random = new Random(3);
        int narrow = 0;
        for (int i = 0; i < 150; i++) {
            String location = TestTown.location(random.nextInt(UNITS));
            int from = random.nextInt(location.length() - 2);
            String part = location.substring(from, from + 2 + random.nextInt(location.length() - from - 1));
            if (!SearchText.of(part).mayBe(Kind.ADDRESS) || SearchText.of(part).mayBe(Kind.CERTIFICATE_NUMBER)) {
                continue;
            }
            List<String> expected = expected(house -> house.location().contains(part));
            if (expected.size() <= UnitReader.COUNTED) {
                assertThat(found(part)).as(part).containsExactlyElementsOf(expected);
                narrow++;
            }
        }
        assertThat(narrow).isGreaterThan(60);
    }

    @Test
    void shouldSayMoreThanWhereATextLeadsToVeryMany() {
        Page<UnitItem> page =
                reader.units(UnitQuery.of("测试市"), Paging.first(50)).value();
        assertThat(page.exact()).isFalse();
        assertThat(page.total()).isEqualTo(UnitReader.COUNTED);
        assertThat(found("测试市")).hasSize(UnitReader.COUNTED).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldFindCertificatesInAnySpelling() {
        for (int i : new int[] {0, 7, 123, 1199}) {
            String code = TestTown.code(i);
            int year = 2020 + i % 5;
            String serial = "%07d".formatted(3_000 + i);
            for (String typed : List.of(
                    "测(%d)测试市不动产权第%s号".formatted(year, serial),
                    "测（%d）测试市不动产权第%s号".formatted(year, serial),
                    "测〔%d〕测试市 不动产权 第 %s 号".formatted(year, serial),
                    "测(%d)测试市不动产权第%d号".formatted(year, 3_000 + i),
                    "(%d)第%s号".formatted(year, serial),
                    "第%s号".formatted(serial),
                    serial,
                    Integer.toString(3_000 + i))) {
                assertThat(found(typed)).as(typed).contains(code);
                assertThat(reader.search(typed, 10, HolderLookup.NONE).value().certificates())
                        .as(typed)
                        .extracting(CertificateItem::unit)
                        .contains(code);
            }
            assertThat(found("测(%d)别处市不动产权第%s号".formatted(year, serial))).isEmpty();
            assertThat(found("测(%d)测试市不动产权第%s号".formatted(year + 1, serial))).isEmpty();
        }
    }

    @Test
    void shouldFilterAndSortUnits() {
        for (Restriction restriction : Restriction.values()) {
            String name = restriction.name().toLowerCase(Locale.ROOT);
            for (String district : List.of("", "9999", "999902")) {
                UnitQuery query = new UnitQuery(
                        "",
                        Optional.of(district),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(restriction),
                        Sort.CODE);
                assertThat(codes(query))
                        .isNotEmpty()
                        .containsExactlyElementsOf(
                                expected(house -> house.is(name) && house.code().startsWith(district)));
            }
        }
        UnitQuery land = new UnitQuery(
                "", Optional.of("999901"), Optional.empty(), Optional.of("land"), Optional.empty(), Sort.CODE);
        assertThat(codes(land))
                .isNotEmpty()
                .containsExactlyElementsOf(expected(
                        house -> house.kind().equals("land") && house.code().startsWith("999901")));
        String parcel = TestTown.code(30).substring(0, 19);
        UnitQuery ofParcel =
                new UnitQuery("", Optional.empty(), Optional.of(parcel), Optional.empty(), Optional.empty(), Sort.CODE);
        assertThat(codes(ofParcel))
                .containsExactlyElementsOf(expected(house -> house.code().startsWith(parcel)));
        UnitQuery seizedInStreet = new UnitQuery(
                "滨河",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Restriction.SEIZURE),
                Sort.CODE);
        assertThat(codes(seizedInStreet))
                .isNotEmpty()
                .containsExactlyElementsOf(expected(
                        house -> house.is("seizure") && house.location().contains("滨河")));
        List<String> newestFirst = town.houses.values().stream()
                .sorted(Comparator.comparing(House::height)
                        .thenComparing(House::code)
                        .reversed())
                .map(House::code)
                .toList();
        UnitQuery updated =
                new UnitQuery("", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Sort.UPDATED);
        assertThat(codes(updated)).containsExactlyElementsOf(newestFirst);
        assertThat(codes(UnitQuery.all())).containsExactlyElementsOf(town.houses.keySet());
    }

    @Test
    void shouldShowTheNewestVersionOfAUnit() throws Exception {
        House before = Objects.requireNonNull(town.houses.get(TestTown.code(40)));
        town.ledger.block(town.ledger.time() + 1_000);
        town.register(before.code(), "测试市新地址路1号", 34);
        awaitAll();
        Answer<Page<UnitItem>> answer = reader.units(UnitQuery.of(before.code()), Paging.first(10));
        UnitItem item = answer.value().items().getFirst();
        assertThat(item.location()).isEqualTo("测试市新地址路1号");
        assertThat(item.version()).isEqualTo(2);
        assertThat(item.height()).isEqualTo(town.ledger.height());
        assertThat(item.restrictions()).containsExactly("seizure");
        assertThat(item.certificates()).containsExactly(TestTown.certificate(34));
        assertThat(item.areaSquareCentimetres()).hasValue(880_000L);
        assertThat(answer.height()).isEqualTo(town.ledger.height());
        assertThat(answer.time()).isEqualTo(town.ledger.time());
        assertThat(found("新地址路")).containsExactly(before.code());
        assertThat(found(before.location())).isEmpty();
        assertThat(reader.home(today(), 1).value().units()).isEqualTo(UNITS);
        assertThat(holding(40)).doesNotContain(before.code());
        assertThat(holding(34)).contains(before.code());
    }

    private List<String> holding(int party) {
        return reader.unitsHeldBy(List.of(TestTown.party(party % 400)), 100).value().stream()
                .map(UnitItem::unit)
                .toList();
    }

    @Test
    void shouldFindUnitsOfHoldersForThoseWhoMayLook() {
        List<String> asked = new ArrayList<>();
        HolderLookup lookup = (text, kind) -> {
            asked.add(kind + " " + text);
            return kind == Kind.NAME ? List.of(TestTown.party(12)) : List.of();
        };
        SearchAnswer answer = reader.search("测试甲", 10, lookup).value();
        assertThat(answer.guessed()).isEqualTo(Kind.NAME);
        assertThat(answer.holders())
                .extracting(UnitItem::unit)
                .containsExactlyInAnyOrderElementsOf(
                        expected(house -> java.util.Arrays.equals(house.party(), TestTown.party(12))));
        assertThat(asked).containsExactly("NAME 测试甲");
        assertThat(reader.search("测试甲", 10, HolderLookup.NONE).value().holders())
                .isEmpty();
    }

    private LocalDate today() {
        return Instant.ofEpochMilli(town.ledger.time())
                .atZone(ZoneOffset.ofHours(8))
                .toLocalDate();
    }

    @Test
    void shouldCount() throws Exception {
        town.ledger.refuse(
                org.titlechain.codec.Value.map().put("type", "record.message").build(), 0, "RECORD_MALFORMED");
        town.ledger.refuse(org.titlechain.codec.Value.map().put("type", "none").build(), -1, "ENTRY_EXPIRED");
        awaitAll();
        HomeStatistics home = reader.home(today(), 30).value();
        assertThat(home.messages()).isEqualTo(UNITS);
        assertThat(home.units()).isEqualTo(UNITS);
        assertThat(home.certificates()).isEqualTo(UNITS);
        assertThat(home.blocks()).isEqualTo(town.ledger.height());
        assertThat(home.entries()).isEqualTo(UNITS + 3);
        assertThat(home.commands()).isEqualTo(UNITS + 2);
        assertThat(home.refused()).isEqualTo(2);
        Map<String, Long> bySeverity = new TreeMap<>();
        Map<String, Long> byDay = new TreeMap<>();
        Map<String, Long> byKind = new TreeMap<>();
        for (Letter letter : town.letters) {
            letter.severities().forEach(severity -> bySeverity.merge(severity, 1L, Long::sum));
            byKind.merge(letter.kind(), 1L, Long::sum);
            String day = Instant.ofEpochMilli(letter.time())
                    .atZone(ZoneOffset.ofHours(8))
                    .toLocalDate()
                    .toString();
            byDay.merge(day, 1L, Long::sum);
        }
        assertThat(home.findings())
                .isEqualTo(new HomeStatistics.Findings(
                        bySeverity.getOrDefault("severe", -1L),
                        bySeverity.getOrDefault("serious", -1L),
                        bySeverity.getOrDefault("ordinary", -1L),
                        bySeverity.getOrDefault("note", -1L)));
        assertThat(home.series())
                .hasSize(30)
                .allSatisfy(day -> assertThat(day.messages()).isEqualTo(byDay.getOrDefault(day.day(), 0L)));
        assertThat(home.today()).isEqualTo(home.series().getLast());
        assertThat(home.series().getLast().messages()).isPositive();
        assertThat(home.byKind()).allSatisfy(count -> assertThat(count.count()).isEqualTo(byKind.get(count.name())));
        assertThat(home.byKind()).hasSize(4);
        assertThat(home.byDistrict()).extracting(HomeStatistics.Count::name).containsExactly("999901", "999902");
        assertThat(home.byKindOfUnit()).extracting(HomeStatistics.Count::count).containsExactly(1_100L, 100L);
    }

    @Test
    void shouldSearchEverythingAtOnce() {
        Letter some = town.letters.get(321);
        assertThat(reader.search(some.id(), 10, HolderLookup.NONE).value().messages())
                .extracting(MessageItem::messageId)
                .containsExactly(some.id());
        assertThat(reader.search(some.caseNumber(), 10, HolderLookup.NONE)
                        .value()
                        .cases())
                .extracting(CaseItem::number)
                .containsExactly(some.caseNumber());
        SearchAnswer answer = reader.search(some.unit(), 10, HolderLookup.NONE).value();
        assertThat(answer.guessed()).isEqualTo(Kind.UNIT_CODE);
        assertThat(answer.units()).extracting(UnitItem::unit).containsExactly(some.unit());
        assertThat(reader.search("", 10, HolderLookup.NONE).value().units()).isEmpty();
    }

    @Test
    void shouldGoOnWhereItWasAfterARestart() throws Exception {
        HomeStatistics before = reader.home(today(), 5).value();
        service.close();
        TestTown later = town;
        later.ledger.block(later.ledger.time() + 1_000);
        later.register(TestTown.code(UNITS + 5), "测试市新区1号", UNITS + 5);
        service = new QueryService(open(), later.ledger);
        reader = service.reader();
        awaitAll();
        HomeStatistics after = reader.home(today(), 5).value();
        assertThat(after.units()).isEqualTo(before.units() + 1);
        assertThat(after.messages()).isEqualTo(before.messages() + 1);
        assertThat(codes(UnitQuery.all())).containsExactlyElementsOf(later.houses.keySet());
    }

    @Test
    void shouldRebuildWhileItAnswersAndGiveTheSame() throws Exception {
        HomeStatistics before = reader.home(today(), 90).value();
        int generation = service.status().generation();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong answers = new AtomicLong();
        CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
            while (!stop.get()) {
                assertThat(reader.units(UnitQuery.of(TestTown.code(3)), Paging.first(5))
                                .value()
                                .items())
                        .hasSize(1);
                assertThat(reader.home(today(), 1).value().units()).isEqualTo(UNITS);
                answers.incrementAndGet();
            }
        });
        try {
            CompletableFuture<QueryStatus> rebuild = service.rebuild();
            assertThat(service.rebuild()).isIn(rebuild, service.rebuild());
            QueryStatus status = rebuild.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(status.generation()).isGreaterThan(generation);
        } finally {
            stop.set(true);
        }
        asking.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(answers.get()).isPositive();
        awaitAll();
        assertThat(reader.home(today(), 90).value()).isEqualTo(before);
        assertThat(codes(UnitQuery.all())).containsExactlyElementsOf(town.houses.keySet());
        assertThat(service.status().trouble()).isEmpty();
    }

    @Test
    void shouldNotTakeAnotherChainForItsOwn() {
        assertThatThrownBy(() -> Cursors.decode("units/CODE", 1, "AAAA")).isInstanceOf(QueryException.class);
        assertThatThrownBy(() -> reader.units(UnitQuery.all(), new Paging(Optional.of("not a cursor"), 5)))
                .isInstanceOf(QueryException.class);
        String ofUpdated = reader.units(
                        new UnitQuery(
                                "",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Sort.UPDATED),
                        Paging.first(5))
                .value()
                .next()
                .orElseThrow();
        assertThatThrownBy(() -> reader.units(UnitQuery.all(), new Paging(Optional.of(ofUpdated), 5)))
                .isInstanceOf(QueryException.class);
    }

    /** Every payload in every text condition: no error, and no row that does not hold the payload itself. */
    @Test
    void shouldTakePayloadsForPlainText() {
        for (String payload : Payloads.ALL) {
            Optional<String> some = Optional.of(payload);
            assertThat(reader.units(UnitQuery.of(payload), Paging.first(5))
                            .value()
                            .items()
                            .size())
                    .as(payload)
                    .isEqualTo(
                            SearchText.clean(payload).isEmpty()
                                            || SearchText.clean(payload).equals("测试")
                                    ? 5
                                    : 0);
            UnitQuery kind = new UnitQuery("", Optional.empty(), Optional.empty(), some, Optional.empty(), Sort.CODE);
            if (SearchText.clean(payload).equals(payload)) {
                assertThat(reader.units(kind, Paging.first(5)).value().items())
                        .as(payload)
                        .isEmpty();
            }
            reader.search(payload, 5, HolderLookup.NONE);
            reader.messages(
                    new MessageQuery(payload, some, some, Optional.empty(), Optional.empty(), false), Paging.first(5));
            reader.findings(Payloads.findings(some), Paging.first(5));
            reader.records(
                    new RecordQuery(some, some, some, some, some, Optional.empty(), Optional.empty()), Paging.first(5));
            assertThat(reader.records(Payloads.records(payload), Paging.first(5))
                            .value()
                            .items())
                    .isEmpty();
        }
        assertThat(reader.home(today(), 1).value().units()).isEqualTo(UNITS);
        assertThat(found(TestTown.code(1))).hasSize(1);
    }
}
