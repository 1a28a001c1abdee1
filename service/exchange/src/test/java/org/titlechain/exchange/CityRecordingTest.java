package org.titlechain.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.exchange.privacy.PrivacyMap;
import org.titlechain.testkit.city.Breach;
import org.titlechain.testkit.city.CityGenerator;
import org.titlechain.testkit.city.CityMessage;
import org.titlechain.testkit.city.CityOptions;
import org.titlechain.testkit.story.Register;

/** An invented city, message by message from the bytes to the register: flawless ones give no finding, breaches theirs. */
class CityRecordingTest {
    private final MessageCommand commands = new MessageCommand(PrivacyMap.national(), new RecordingVault());
    private final Register register = Register.begin();

    @Test
    void shouldFindNothingInAFlawlessCity() {
        Map<String, String> found = new TreeMap<>();
        CityGenerator city = new CityGenerator(CityOptions.of(7, 600).withBreaches(0));
        while (city.hasNext()) {
            CityMessage message = city.next();
            for (String finding : findings(message)) {
                found.putIfAbsent(finding, message.recordType() + " " + message.id());
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void shouldFindEachPlantedBreach() {
        Map<Breach, List<String>> missed = new EnumMap<>(Breach.class);
        Map<Breach, Integer> planted = new EnumMap<>(Breach.class);
        CityGenerator city = new CityGenerator(CityOptions.of(8, 600).withBreaches(100_000));
        while (city.hasNext()) {
            CityMessage message = city.next();
            List<String> found = findings(message);
            for (Breach breach : message.breaches()) {
                planted.merge(breach, 1, Integer::sum);
                boolean lapsed = code(breach).equals("SEIZED_UNIT_DISPOSED") && found.contains("LAPSED_SEIZURE_ON_SHEET");
                if (!found.contains(code(breach)) && !lapsed) {
                    missed.computeIfAbsent(breach, key -> new ArrayList<>()).add(message.id() + " " + found);
                }
            }
        }
        assertThat(missed).isEmpty();
        assertThat(planted.keySet()).hasSizeGreaterThan(8);
    }

    private static String code(Breach breach) {
        return switch (breach) {
            case SEIZED_UNIT_DISPOSED, SEIZED_UNIT_MORTGAGED -> "SEIZED_UNIT_DISPOSED";
            case SHARES_NOT_WHOLE -> "SHARES_NOT_ONE";
            case TIMES_OUT_OF_ORDER -> "TIMES_OUT_OF_ORDER";
            case CERTIFICATE_NUMBER_REUSED -> "CERTIFICATE_DOUBLED";
            case AREA_MISMATCH -> "AREA_PARTS_MISMATCH";
            case MORTGAGE_TERM_REVERSED -> "MORTGAGE_TERM_ORDER";
            case PREVIOUS_CASE_UNKNOWN -> "PREVIOUS_RIGHT_UNKNOWN";
            case STAFF_NOT_SEPARATED -> "STAFF_NOT_SEPARATED";
            case NOTICE_IGNORED -> "NOTICED_UNIT_DISPOSED";
            case MORTGAGE_RESTRICTION_IGNORED -> "MORTGAGE_FORBIDS_TRANSFER";
            case CASE_REPORTED_TWICE -> "CASE_REPORTED_TWICE";
        };
    }

    private List<String> findings(CityMessage message) {
        MapValue command = commands.build(Samples.PARSER.parse(message.bytes()));
        Decision decision = register.decide(command, Register.RECORDER, milliseconds(message.registered()));
        if (decision instanceof Accepted accepted) {
            return accepted.result().get("findings").asList().stream()
                    .map(finding -> finding.asMap().get("code").asText())
                    .toList();
        }
        return List.of(decision.toString());
    }

    private static long milliseconds(LocalDateTime registered) {
        return registered.plusHours(12).toInstant(ZoneOffset.ofHours(8)).toEpochMilli();
    }
}
