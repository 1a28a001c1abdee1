package org.titlechain.cli;

import java.util.Locale;
import org.titlechain.crypto.Suite;

/** The four levels that one machine shows: each a member of its own with a jurisdiction by code prefix. */
enum Level {
    COUNTY("示范县不动产登记中心", "999901"),
    CITY("示范市自然资源和规划局", "9999"),
    PROVINCE("示范省自然资源厅", "99"),
    NATION("示范国家级登记主管部门", "");

    private final String organisation;
    private final String district;

    Level(String organisation, String district) {
        this.organisation = organisation;
        this.district = district;
    }

    /** The member's name, and its folder's. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first digits of the districts that it is for; empty for all. */
    String district() {
        return district;
    }

    /** Its configuration in a chain of this name and suite. */
    String configuration(String chain, Suite suite) {
        return "# 四级节点之一 · one of four levels, made by: titlechain up --levels\n"
                + "chain.id = " + chain + "\n"
                + "chain.suite = " + suite.label() + "\n"
                + "chain.member = " + label() + "\n"
                + "chain.organisation = " + organisation + "\n"
                + (district.isEmpty() ? "" : "chain.district = " + district + "\n")
                + "engine = cometbft\n"
                + "delivery.port = 0\n";
    }
}
