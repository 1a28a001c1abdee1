package org.titlechain.testkit.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.testkit.registration.Office.HOUSE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.titlechain.codec.Value.MapValue;

/** Many units in one case, and many cases for one unit. */
class BatchStoryTest {
    private static final int UNITS = Integer.getInteger("batch.units", 60);
    private static final int RIVALRIES = Integer.getInteger("rivalries", 1_000);

    private static String flat(int number) {
        return "999901001002GB00014F0022" + (1000 + number);
    }

    private static Case building(Office office, int units) {
        Case building = office.begin("first/building", flat(0)).owner("开发商");
        for (int i = 1; i < units; i++) {
            building.and("first/building", flat(i)).owner("开发商");
        }
        return building;
    }

    @Test
    void shouldRegisterABuildingInOneCase() {
        Office office = Office.open();
        Case building = building(office, UNITS).complete();

        assertThat(building.file().get("certificates").asList()).hasSize(UNITS).doesNotHaveDuplicates();
        for (int i = 0; i < UNITS; i++) {
            assertThat(office.sheet(flat(i)).get("version").asLong()).isEqualTo(2);
        }
    }

    @Test
    void shouldWriteNothingOfABuildingOneOfWhoseFlatsIsRegisteredAlready() {
        Office office = Office.open();
        Case building = building(office, UNITS).approved();
        office.register()
                .decide(
                        org.titlechain.testkit.story.Story.given(flat(UNITS - 1))
                                .firstRegistered()
                                .to("测试甲")
                                .draft()
                                .command(),
                        "recorder",
                        office.now());
        SortedMap<String, MapValue> before = new TreeMap<>(office.register().state());
        building.register().expectRefused("EXCLUSIVE_RIGHT_EXISTS");

        assertThat(office.register().state()).isEqualTo(before);
    }

    /** C1: of rivals for one flat exactly one wins, whoever comes first to the registrar; the others are told why. */
    @ParameterizedTest
    @ValueSource(ints = {2, 7, 64})
    void shouldLetExactlyOneOfRivalSalesWin(int rivals) {
        for (int seed = 1; seed <= Math.max(1, RIVALRIES * 2 / rivals); seed++) {
            Office office = Office.open();
            Case first = office.owned(HOUSE, "甲");
            List<Case> sales = new ArrayList<>();
            for (int i = 0; i < rivals; i++) {
                sales.add(office.begin("transfer/sale", HOUSE)
                        .target(first)
                        .from("甲")
                        .owner("买" + i)
                        .approved());
            }
            Case winner = sales.getFirst();
            List<Case> order = new ArrayList<>(sales);
            Collections.shuffle(order, new Random(seed));
            for (Case sale : order) {
                sale.register();
            }
            for (Case sale : sales) {
                if (sale == winner) {
                    assertThat(sale.state()).isEqualTo("registered");
                } else {
                    assertThat(sale.state()).as("seed " + seed).isEqualTo("approved");
                    sale.register();
                    assertThat(sale.fact("by") + sale.fact("ahead")).isNotBlank();
                }
            }
            assertThat(office.rights(HOUSE)).hasSize(1);
            assertThat(office.rights(HOUSE).getFirst().get("id").asText()).isEqualTo(winner.number());
        }
    }
}
