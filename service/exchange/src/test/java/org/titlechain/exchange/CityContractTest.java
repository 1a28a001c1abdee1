package org.titlechain.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision;
import org.titlechain.exchange.privacy.PrivacyMap;
import org.titlechain.testkit.city.Breach;
import org.titlechain.testkit.city.CityGenerator;
import org.titlechain.testkit.city.CityMessage;
import org.titlechain.testkit.city.CityOptions;
import org.titlechain.testkit.story.Register;

/**
 * The invented city goes through parser, privacy and contract; the truth that is kept beside it says what must come
 * out.
 */
class CityContractTest {
    private final Register register = Register.begin();
    private final MessageCommand commands = new MessageCommand(PrivacyMap.national(), new RecordingVault());

    private List<String> findings(CityMessage message) {
        MapValue command = commands.build(Samples.PARSER.parse(message.bytes()));
        long time = message.registered()
                .plusHours(1)
                .toInstant(ZoneOffset.ofHours(8))
                .toEpochMilli();
        Decision decision = register.decide(command, Register.RECORDER, time);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted) decision)
                .result().get("findings").asList().stream()
                        .map(finding -> finding.asMap().get("code").asText())
                        .toList();
    }

    @Test
    void shouldBeARegisterWithoutFindingsThatAgreesWithTheTruth() {
        CityGenerator city = new CityGenerator(CityOptions.of(3, 700));
        while (city.hasNext()) {
            CityMessage message = city.next();
            assertThat(findings(message)).as(message.truth()).isEmpty();
        }
        city.truth().forEach(this::check);
    }

    private void check(String truth) {
        MapValue sheet = register.find("unit/" + text(truth, "unit")).orElseThrow();
        assertThat(sheet.get("state").asText()).as(truth).isEqualTo(text(truth, "state"));
        List<Value> rights = sheet.get("rights").asList().stream()
                .filter(right -> !right.asMap().get("table").asText().equals("QLF_QL_DYIQ"))
                .toList();
        boolean live = text(truth, "state").equals("live");
        assertThat(rights).as(truth).hasSize(live ? 1 : 0);
        if (live) {
            MapValue right = rights.getFirst().asMap();
            assertThat(right.get("case").asText()).as(truth).isEqualTo(text(truth, "case"));
            List<String> owners = texts(truth, "owners");
            List<Value> holders = right.get("holders").asList();
            assertThat(holders).as(truth).hasSize(owners.size());
            for (int i = 0; i < owners.size(); i++) {
                assertThat(isReference(holders.get(i).asMap().get("party").asBytes(), owners.get(i)))
                        .as(truth)
                        .isTrue();
            }
        }
        for (String kind : List.of("mortgage", "seizure", "notice", "objection", "easement", "habitation")) {
            long count = sheet.get("restrictions").asList().stream()
                    .filter(restriction ->
                            restriction.asMap().get("kind").asText().equals(kind))
                    .count();
            assertThat(count).as(kind + " " + truth).isEqualTo(cases(truth, kind + "s"));
        }
    }

    private static boolean isReference(byte[] reference, String number) {
        return List.of("1", "7", "8").stream()
                .anyMatch(type -> Arrays.equals(reference, RecordingVault.mac("party|" + type + "|" + number)));
    }

    private static String text(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group(1);
    }

    private static List<String> texts(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\\[([^]]*)]").matcher(json);
        assertThat(matcher.find()).as(name).isTrue();
        return Arrays.stream(matcher.group(1).split(","))
                .map(item -> item.replace("\"", ""))
                .toList();
    }

    private static long cases(String json, String name) {
        int start = json.indexOf("\"" + name + "\":[");
        assertThat(start).as(name).isPositive();
        int end = start;
        for (int depth = 0; depth > 0 || end == start; end++) {
            char c = json.charAt(end + name.length() + 3);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
        }
        return Pattern.compile("\"case\":")
                .matcher(json.substring(start, end + name.length() + 3))
                .results()
                .count();
    }

    @Test
    void shouldFindEveryBreachThatIsPlanted() {
        CityGenerator city = new CityGenerator(CityOptions.of(5, 2_500).withBreaches(150_000));
        Set<Breach> planted = EnumSet.noneOf(Breach.class);
        while (city.hasNext()) {
            CityMessage message = city.next();
            List<String> found = findings(message);
            for (Breach breach : message.breaches()) {
                assertThat(found).as(message.truth()).contains(breach.finding());
                planted.add(breach);
            }
        }
        assertThat(planted).containsExactlyInAnyOrder(Breach.values());
    }
}
