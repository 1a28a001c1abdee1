package org.titlechain.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.value.CertificateNumber;
import org.titlechain.contract.value.Share;
import org.titlechain.crypto.Suite;

/**
 * Random histories, lawful and not, of two units each. After each command the laws of the register are checked by a
 * reader that knows nothing of the contract but {@code docs/register-model.md}.
 *
 * <p>Seeds and length: {@code -Dhistory.seeds=} and {@code -Dhistory.commands=}.
 */
class HistoryTest {
    private static final int SEEDS = Integer.getInteger("history.seeds", 50);
    private static final int COMMANDS = Integer.getInteger("history.commands", 200);
    private static final List<String> UNITS = List.of("999901001002GB00014F00220045", "999901001002GB00014F00220046");
    private static final List<String> PEOPLE = List.of("测试甲", "测试乙", "测试丙", "测试丁");
    private static final List<String> SUFFIXES = List.of("_BL", "_CBXZ", "_BBXZ");

    @Test
    void shouldKeepTheLawsOfTheRegisterInEveryHistory() {
        long commands = IntStream.range(0, SEEDS)
                .parallel()
                .mapToLong(HistoryTest::live)
                .sum();

        assertThat(commands).isEqualTo((long) SEEDS * COMMANDS);
    }

    private static long live(int seed) {
        Random random = new Random(seed);
        Story story = Story.given(UNITS.getFirst());
        Laws laws = new Laws(seed);
        List<Telling> told = new ArrayList<>();
        for (int step = 0; step < COMMANDS; step++) {
            Telling telling = next(story.and(UNITS.get(random.nextInt(UNITS.size()))), random, told);
            telling.record();
            told.add(telling);
            laws.check(story.register(), telling, step);
        }
        certificatesStandWhereTheySay(seed, story.register());
        return told.size();
    }

    /** A certificate counts the lines of sheets on which it stands, and is live as long as there is one. */
    private static void certificatesStandWhereTheySay(int seed, Register register) {
        Map<String, Long> places = new TreeMap<>();
        register.state().forEach((key, sheet) -> {
            if (key.startsWith("unit/")) {
                sheet.get("certificates")
                        .asList()
                        .forEach(held -> places.merge(
                                CertificateNumber.of(held.asMap().get("number").asText())
                                        .normalised(),
                                1L,
                                Long::sum));
            }
        });
        register.state().forEach((key, certificate) -> {
            if (key.startsWith("certificate/")) {
                long counted = places.getOrDefault(key.substring(key.indexOf('/') + 1), 0L);
                assertThat(certificate.get("places").asLong())
                        .as("seed " + seed + ": " + key)
                        .isEqualTo(counted);
                assertThat(certificate.get("state").asText()).isEqualTo(counted > 0 ? "live" : "ended");
            }
        });
    }

    /** Mostly a case that is live on the unit, else any case that was told. */
    private static String earlier(Story story, Random random, List<Telling> told) {
        List<Value> live = story.findSheet(story.unit())
                .map(sheet -> sheet.get(random.nextInt(4) == 0 ? "rights" : "restrictions")
                        .asList())
                .orElse(List.of());
        if (!live.isEmpty() && random.nextInt(10) > 0) {
            return live.get(random.nextInt(live.size())).asMap().get("case").asText();
        }
        return told.isEmpty() ? "none" : told.get(random.nextInt(told.size())).caseNumber();
    }

    private static Telling next(Story story, Random random, List<Telling> told) {
        String person = PEOPLE.get(random.nextInt(PEOPLE.size()));
        String earlier = earlier(story, random, told);
        Telling telling =
                switch (random.nextInt(14)) {
                    case 0 -> story.firstRegistered().to(person);
                    case 1, 2 -> story.transferred().to(person).with("SSYWH", random.nextBoolean() ? earlier : "");
                    case 3 -> story.transferred().to(person, "1/3").to("测试戊", "2/3");
                    case 4 -> story.changed().to(person);
                    case 5 -> story.corrected().to(person);
                    case 6 -> story.mortgaged().to("测试银行" + random.nextInt(3));
                    case 7 -> story.mortgageReleased(earlier);
                    case 8 ->
                        story.seized(Integer.toString(1 + random.nextInt(5))).with("SSYWH", earlier);
                    case 9 -> story.released(earlier);
                    case 10 ->
                        story.noticed(Integer.toString(1 + random.nextInt(4))).to(person);
                    case 11 -> story.objected().to(person).with("QSZT", random.nextBoolean() ? "1" : "3");
                    case 12 -> story.cancelled().with("SSYWH", earlier);
                    default -> story.replaced().to(person);
                };
        if (random.nextInt(8) == 0) {
            telling.numbered(random.nextBoolean() ? "测(2025)示例市不动产权第9999999号" : story.ownershipCertificate());
        }
        if (random.nextInt(10) == 0 && !told.isEmpty()) {
            telling.supplementing(told.get(random.nextInt(told.size())), SUFFIXES.get(random.nextInt(3)));
        }
        if (random.nextInt(12) == 0) {
            telling.draft().rows("QLT_FW_FDCQ_YZ").forEach(row -> row.with("DJSJ", "2025-03-02"));
        }
        return telling;
    }

    /** The laws, and what is remembered of the state before to check them. */
    private static final class Laws {
        private final int seed;
        private final Map<String, MapValue> sheets = new LinkedHashMap<>();

        Laws(int seed) {
            this.seed = seed;
        }

        void check(Register register, Telling telling, int step) {
            if (!(telling.decision() instanceof Accepted accepted)) {
                return;
            }
            String place = "seed " + seed + ", step " + step;
            Set<String> keys = new LinkedHashSet<>();
            for (Change change : accepted.changes()) {
                assertThat(keys.add(change.key())).as(place + ": each key once").isTrue();
                if (change.key().startsWith("unit/")) {
                    checkSheet(place, change.key(), change.value(), telling);
                    nothingDisappears(place, register, change.key(), change.value(), telling);
                    sheets.put(change.key(), change.value());
                }
            }
        }

        private void checkSheet(String place, String key, MapValue sheet, Telling telling) {
            Optional<MapValue> before = Optional.ofNullable(sheets.get(key));
            Value digest = before.<Value>map(old -> Value.of(Suite.GM.hash().hash(CanonicalEncoder.encode(old))))
                    .orElse(Value.NullValue.NULL);
            if (!sheet.get("previous").equals(digest)) {
                throw new AssertionError(place + ": the chain of versions is broken");
            }
            long version = before.map(old -> old.get("version").asLong()).orElse(0L);
            if (sheet.get("version").asLong() != version + 1) {
                throw new AssertionError(place + ": a version is missing");
            }
            ranks(place, sheet);
            shares(place, sheet, telling);
            certificates(place, sheet);
        }

        private static void ranks(String place, MapValue sheet) {
            String kind = "";
            long rank = 0;
            boolean waiting = false;
            for (Value item : sheet.get("restrictions").asList()) {
                MapValue restriction = item.asMap();
                boolean same = restriction.get("kind").asText().equals(kind);
                rank = same ? rank + 1 : 1;
                waiting = same && waiting;
                kind = restriction.get("kind").asText();
                boolean waits = restriction.get("state").asText().equals("waiting");
                if (restriction.get("rank").asLong() != rank) {
                    throw new AssertionError(place + ": ranks of " + kind + " are not contiguous");
                }
                if (waiting && !waits) {
                    throw new AssertionError(place + ": a live seizure stands behind a waiting one");
                }
                waiting = waits;
            }
        }

        /** Shares of the right that this message brought sum to one, or it was found that they do not. */
        private static void shares(String place, MapValue sheet, Telling telling) {
            for (Value item : sheet.get("rights").asList()) {
                List<Share> shares = new ArrayList<>();
                for (Value holder : item.asMap().get("holders").asList()) {
                    holder.asMap()
                            .find("share")
                            .map(Value::asMap)
                            .ifPresent(share -> shares.add(new Share(
                                    share.get("numerator").asLong(),
                                    share.get("denominator").asLong())));
                }
                boolean mine = item.asMap().get("message").asText().equals(telling.id());
                if (mine
                        && !shares.isEmpty()
                        && !Share.sum(shares).equals(Optional.of(Share.WHOLE))
                        && !telling.findings().contains("SHARES_NOT_ONE")) {
                    throw new AssertionError(place + ": shares do not sum to one and nobody noticed");
                }
            }
        }

        /** A certificate on a sheet belongs to something on the sheet. */
        private static void certificates(String place, MapValue sheet) {
            List<Value> ids = new ArrayList<>();
            sheet.get("rights").asList().forEach(right -> ids.add(right.asMap().get("id")));
            sheet.get("restrictions")
                    .asList()
                    .forEach(item -> ids.add(item.asMap().get("id")));
            for (Value certificate : sheet.get("certificates").asList()) {
                if (!ids.contains(certificate.asMap().get("right"))) {
                    throw new AssertionError(place + ": a certificate without its right");
                }
            }
        }

        /**
         * What leaves a sheet is told by the message that made it leave, or was brought by a message of the same base.
         */
        private void nothingDisappears(String place, Register register, String key, MapValue sheet, Telling telling) {
            MapValue before = sheets.get(key);
            if (before == null) {
                return;
            }
            MapValue message = register.find("message/" + telling.id()).orElseThrow();
            List<Value> gone = new ArrayList<>(items(before));
            items(sheet).forEach(item -> gone.removeIf(old -> sameCase(old, item)));
            for (Value old : gone) {
                boolean told = message.find("ended").map(Value::asList).orElse(List.of()).stream()
                        .anyMatch(ended -> sameCase(ended.asMap().get("value"), old));
                boolean taken = register.find(
                                "message/" + old.asMap().get("message").asText())
                        .filter(base -> base.find("supersededBy")
                                .filter(Value.of(telling.id())::equals)
                                .isPresent())
                        .isPresent();
                boolean corrected = old.asMap().get("message").equals(Value.of(telling.id()));
                if (!told && !taken && !corrected) {
                    throw new AssertionError(place + ": " + old.asMap().get("id") + " disappeared");
                }
            }
        }

        private static List<Value> items(MapValue sheet) {
            List<Value> items = new ArrayList<>(sheet.get("rights").asList());
            items.addAll(sheet.get("restrictions").asList());
            return items;
        }

        private static boolean sameCase(Value left, Value right) {
            return left.asMap().get("id").equals(right.asMap().get("id"))
                    && left.asMap().get("table").equals(right.asMap().get("table"));
        }
    }
}
