package org.titlechain.testkit.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityGeneratorTest {
    @TempDir
    Path folder;

    @Test
    void shouldTellTheSameCityForTheSameSeedOnly() {
        CityGenerator first = new CityGenerator(CityOptions.of(1, 300));
        CityGenerator second = new CityGenerator(CityOptions.of(1, 300));
        CityGenerator other = new CityGenerator(CityOptions.of(2, 300));
        boolean differs = false;
        while (first.hasNext()) {
            byte[] bytes = first.next().bytes();
            assertThat(second.next().bytes()).isEqualTo(bytes);
            differs |= !java.util.Arrays.equals(other.next().bytes(), bytes);
        }
        assertThat(differs).isTrue();
        assertThat(first.truth().toList()).isEqualTo(second.truth().toList());
    }

    @Test
    void shouldTellInOrderOfTimeWithinOfficeHours() {
        CityGenerator city = new CityGenerator(CityOptions.of(4, 500));
        LocalDateTime before = LocalDateTime.MIN;
        Set<String> ids = new HashSet<>();
        while (city.hasNext()) {
            CityMessage message = city.next();
            assertThat(message.registered()).isAfterOrEqualTo(before);
            assertThat(message.registered().getHour()).isBetween(9, 17);
            assertThat(ids.add(message.id())).as(message.id()).isTrue();
            before = message.registered();
        }
        assertThat(ids).hasSize(500);
    }

    @Test
    void shouldDivideAndMergeFlats() {
        CityGenerator city = new CityGenerator(CityOptions.of(6, 3_000).with(CityOptions.Encodings.ONLY_UTF_8));
        int divisions = 0;
        int mergers = 0;
        while (city.hasNext()) {
            String xml = new String(city.next().bytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (xml.contains("\"分割\"")) {
                divisions++;
            } else if (xml.contains("\"合并\"")) {
                mergers++;
            }
        }
        assertThat(divisions).isGreaterThan(mergers);
        assertThat(mergers).isPositive();
    }

    @Test
    void shouldWriteFilesWithTheTruthBesideThem() throws IOException {
        CityFiles.writeFolder(new CityGenerator(CityOptions.of(1, 50)), folder.resolve("in"), folder.resolve("truth"));
        CityFiles.writeZip(new CityGenerator(CityOptions.of(1, 50)), folder.resolve("a.zip"), folder.resolve("truth2"));

        try (Stream<Path> files = Files.list(folder.resolve("in"))) {
            assertThat(files)
                    .hasSize(50)
                    .allMatch(file -> file.getFileName().toString().matches("Biz\\d{18}\\.xml"));
        }
        assertThat(Files.readAllLines(folder.resolve("truth/truth-messages.jsonl")))
                .hasSize(50);
        assertThat(Files.readString(folder.resolve("truth2/truth-units.jsonl")))
                .isEqualTo(Files.readString(folder.resolve("truth/truth-units.jsonl")))
                .isNotEmpty();
    }
}
