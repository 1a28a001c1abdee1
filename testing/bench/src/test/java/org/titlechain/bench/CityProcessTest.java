package org.titlechain.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.titlechain.testkit.city.CityGenerator;
import org.titlechain.testkit.city.CityOptions;

class CityProcessTest {
    @Test
    void shouldTellTheSameMessagesAsACityInThisProcess() throws Exception {
        Iterator<byte[]> here = CityProcess.bytes(new CityGenerator(CityOptions.of(7, 40)));
        try (CityProcess other = CityProcess.start(40, 7)) {
            while (here.hasNext()) {
                assertThat(other.hasNext()).isTrue();
                assertThat(other.next()).isEqualTo(here.next());
            }
            assertThat(other.hasNext()).isFalse();
            assertThatThrownBy(other::next).isInstanceOf(NoSuchElementException.class);
        }
    }
}
