package org.titlechain.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.titlechain.query.TestTown.Letter;

/** What lists in the order of the ledger, or by what is worst, must do on every database. */
abstract class BaseQueryListTest extends QueryStoreSetting {
    private List<String> letters(Predicate<Letter> condition) {
        return town.letters.stream()
                .filter(condition)
                .sorted(Comparator.comparing(Letter::position).reversed())
                .map(Letter::id)
                .toList();
    }

    final List<String> messages(MessageQuery query) {
        return all(paging -> reader.messages(query, paging).value(), MessageItem::messageId);
    }

    @Test
    void shouldListMessages() {
        Letter some = town.letters.get(777);
        assertThat(messages(MessageQuery.of(""))).containsExactlyElementsOf(letters(letter -> true));
        assertThat(messages(MessageQuery.of(some.id()))).containsExactly(some.id());
        assertThat(messages(MessageQuery.of(some.id().substring(12)))).contains(some.id());
        assertThat(messages(MessageQuery.of(some.caseNumber()))).containsExactly(some.id());
        assertThat(messages(MessageQuery.of(some.unit()))).containsExactly(some.id());
        assertThat(messages(MessageQuery.of("NOTHING-LIKE-THIS"))).isEmpty();
        long from = town.letters.get(500).time();
        long to = town.letters.get(900).time();
        MessageQuery query = new MessageQuery(
                "", Optional.of("999901"), Optional.of("1000101"), Optional.of(from), Optional.of(to), true);
        assertThat(messages(query))
                .isNotEmpty()
                .containsExactlyElementsOf(letters(letter -> letter.district().equals("999901")
                        && letter.recType().equals("1000101")
                        && letter.time() >= from
                        && letter.time() < to
                        && !letter.severities().isEmpty()));
        MessageItem item = reader.messages(MessageQuery.of(some.id()), Paging.first(1))
                .value()
                .items()
                .getFirst();
        assertThat(item.kind()).isEqualTo(some.kind());
        assertThat(item.units()).containsExactly(some.unit());
        assertThat(item.findings()).isEqualTo(some.severities().size());
        assertThat(item.position()).isEqualTo(some.position());
        assertThat(item.time()).isEqualTo(some.time());
        assertThat(reader.messages(MessageQuery.of(town.letters.get(49).id()), Paging.first(1))
                        .value()
                        .items()
                        .getFirst()
                        .supplement())
                .isTrue();
    }

    @Test
    void shouldListFindings() {
        for (String severity : List.of("severe", "serious", "ordinary", "note")) {
            FindingQuery query = new FindingQuery(
                    Optional.of(severity),
                    Optional.empty(),
                    Optional.of("999902"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    FindingQuery.Sort.NEWEST);
            long expected = town.letters.stream()
                    .filter(letter -> letter.district().equals("999902"))
                    .flatMap(letter -> letter.severities().stream())
                    .filter(severity::equals)
                    .count();
            List<FindingItem> found =
                    all(paging -> reader.findings(query, paging).value(), Function.identity());
            assertThat(found).hasSize((int) expected).isNotEmpty().allSatisfy(item -> {
                assertThat(item.severity()).isEqualTo(severity);
                assertThat(item.finding().get("severity").asText()).isEqualTo(severity);
                assertThat(item.finding().get("subject").asText()).isEqualTo(item.subject());
            });
        }
        Letter some = town.letters.stream()
                .filter(letter -> letter.severities().size() > 1)
                .findFirst()
                .orElseThrow();
        FindingQuery ofUnit = new FindingQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(some.unit()),
                Optional.empty(),
                Optional.empty(),
                FindingQuery.Sort.NEWEST);
        assertThat(reader.findings(ofUnit, Paging.first(100)).value().items())
                .extracting(FindingItem::severity)
                .containsExactlyElementsOf(some.severities().reversed());
        assertThatThrownBy(() -> new FindingQuery(
                        Optional.of("terrible"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        FindingQuery.Sort.WORST))
                .isInstanceOf(QueryException.class);
    }

    @Test
    void shouldListTheWorstFindingsFirst() {
        Comparator<FindingItem> worstFirst = Comparator.<FindingItem>comparingInt(
                        item -> List.of("severe", "serious", "ordinary", "note").indexOf(item.severity()))
                .thenComparing(Comparator.comparingLong(FindingItem::position).reversed())
                .thenComparing(Comparator.comparingInt(FindingItem::item).reversed());

        List<FindingItem> found =
                all(paging -> reader.findings(FindingQuery.all(), paging).value(), Function.identity());

        assertThat(found)
                .hasSize((int) town.letters.stream()
                        .mapToLong(letter -> letter.severities().size())
                        .sum())
                .isSortedAccordingTo(worstFirst)
                .doesNotHaveDuplicates();
        Page<FindingItem> first =
                reader.findings(FindingQuery.all(), Paging.first(3)).value();
        FindingQuery newest = new FindingQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                FindingQuery.Sort.NEWEST);
        assertThatThrownBy(() -> reader.findings(newest, new Paging(first.next(), 3)))
                .as("a cursor belongs to its order")
                .isInstanceOf(QueryException.class);
    }

    @Test
    void shouldListRecords() {
        int writes = town.letters.size() * 4 + 1;
        Page<RecordItem> newest =
                reader.records(RecordQuery.all(), Paging.first(10)).value();
        assertThat(newest.items().getFirst().position())
                .isEqualTo(town.ledger.status().logSize() - 1);
        assertThat(newest.exact()).isEqualTo(writes <= Positions.COUNTED);
        assertThat(all(paging -> reader.records(RecordQuery.all(), paging).value(), RecordItem::key))
                .hasSize(writes);
        String code = TestTown.code(99);
        Page<RecordItem> ofUnit =
                reader.records(RecordQuery.ofKey(code), Paging.first(10)).value();
        assertThat(ofUnit.items()).hasSize(1);
        RecordItem item = ofUnit.items().getFirst();
        assertThat(item.key()).isEqualTo("unit/" + code);
        assertThat(item.uploader()).isEqualTo("测试登记机构一号");
        assertThat(item.organisation()).isEqualTo("测试市登记中心");
        assertThat(item.dataSource()).isEqualTo("测试市登记中心0");
        assertThat(item.chainType()).isEqualTo("record");
        assertThat(item.chainCooperation()).isEqualTo(code.substring(0, 6));
        assertThat(item.digest()).isEqualTo(FakeLedger.filled((int) (item.position() % 100)));
        RecordQuery genesis = new RecordQuery(
                Optional.empty(),
                Optional.of("测试登记机构一号"),
                Optional.of("测试市登记中心"),
                Optional.empty(),
                Optional.of("governance"),
                Optional.empty(),
                Optional.empty());
        assertThat(reader.records(genesis, Paging.first(10)).value().items())
                .extracting(RecordItem::position)
                .containsExactly(0L);
        RecordQuery office = new RecordQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("测试市登记中心1"),
                Optional.empty(),
                Optional.of(town.letters.get(100).time()),
                Optional.of(town.letters.get(200).time()));
        long expected = town.letters.stream()
                .filter(letter -> letter.time() >= town.letters.get(100).time()
                        && letter.time() < town.letters.get(200).time()
                        && Integer.parseInt(letter.caseNumber().substring(10)) % 3 == 1)
                .count();
        assertThat(reader.records(office, Paging.first(200)).value().total()).isEqualTo(expected * 4);
        RecordQuery stranger = new RecordQuery(
                Optional.empty(),
                Optional.of("某人"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(reader.records(stranger, Paging.first(10)).value().items()).isEmpty();
    }
}
