package org.titlechain.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.exchange.privacy.PrivacyMap;
import org.titlechain.testkit.city.CityGenerator;
import org.titlechain.testkit.city.CityMessage;
import org.titlechain.testkit.city.CityOptions;

class CityPrivacyTest {
    @Test
    void shouldLetNoPlantedCanaryOntoTheLedger() {
        MessageCommand commands = new MessageCommand(PrivacyMap.national(), new RecordingVault());
        CityGenerator city = new CityGenerator(CityOptions.of(11, 500));
        int canaries = 0;
        while (city.hasNext()) {
            CityMessage message = city.next();
            String command = new String(
                    CanonicalEncoder.encode(commands.build(Samples.PARSER.parse(message.bytes()))),
                    StandardCharsets.UTF_8);
            for (List<String> values : message.canaries().values()) {
                for (String canary : values) {
                    assertThat(command).doesNotContain(canary);
                    canaries++;
                }
            }
            assertThat(command).contains(message.units().getFirst()).doesNotContain("unfit");
        }
        assertThat(canaries).isGreaterThan(2_000);
    }
}
