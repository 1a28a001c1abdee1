package org.titlechain.departments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.titlechain.client.Application;
import org.titlechain.client.CaseNumber;
import org.titlechain.client.Item;
import org.titlechain.client.Party;
import org.titlechain.client.TitleChainClient;
import tools.jackson.databind.JsonNode;

/**
 * A portal that is played: applies for sales with a mortgage of the loan, without paper, and waits until each stands in
 * the register.
 */
public final class Sales {
    private static final Set<String> IN_HAND =
            Set.of("applied", "accepted", "supplementing", "announced", "reviewed", "approved");
    private static final Party BANK = new Party.Person("示例银行", "7", "TESTORG0001");

    private final TitleChainClient reader;
    private final TitleChainClient applicant;
    private final String prefix;

    /**
     * @param reader with the roles to read units and cases
     * @param applicant with the role {@code applicant}
     * @param prefix the beginning of the numbers of the cases
     */
    public Sales(TitleChainClient reader, TitleChainClient applicant, String prefix) {
        this.reader = reader;
        this.applicant = applicant;
        this.prefix = prefix;
    }

    /**
     * What became of a sale.
     *
     * @param state where the case stands: {@code certified} when it stands in the register
     * @param waited from sending the application to seeing that
     */
    public record Outcome(CaseNumber number, String unit, String state, Duration waited) {}

    /** Units that one person holds alone, on which nothing rests and which no other case is about, of this county. */
    public List<JsonNode> saleable(String district, int count) {
        List<JsonNode> sheets = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    reader.register().units(Map.of("kind", "building", "district", district, "limit", "200"), cursor);
            for (JsonNode item : page.get("items")) {
                if (sheets.size() < count) {
                    JsonNode sheet = reader.register().unit(item.get("unit").stringValue());
                    if (isSaleable(sheet) && !isInHand(sheet.get("unit").stringValue())) {
                        sheets.add(sheet);
                    }
                }
            }
            cursor = page.path("next").stringValue("");
        } while (sheets.size() < count && !cursor.isEmpty());
        return sheets;
    }

    private static boolean isSaleable(JsonNode sheet) {
        return sheet.get("rights").size() == 1
                && sheet.get("restrictions").isEmpty()
                && sheet.at("/rights/0/holders").size() == 1
                && sheet.at("/rights/0/holders/0/party").isString()
                && sheet.at("/rights/0/table").stringValue("").equals("QLT_FW_FDCQ_YZ");
    }

    /** Whether a case about the unit has not come to an end: a later one would wait behind it. */
    private boolean isInHand(String unit) {
        for (JsonNode item : reader.cases().cases(Map.of("text", unit), "").get("items")) {
            if (IN_HAND.contains(item.get("state").stringValue())) {
                return true;
            }
        }
        return false;
    }

    /** Applies for the sale of the unit to somebody, and waits so long at most. */
    public Outcome sell(JsonNode sheet, int serial, Duration patience) throws InterruptedException {
        String unit = sheet.get("unit").stringValue();
        CaseNumber number = new CaseNumber(unit.substring(0, 6), prefix + serial);
        Party seller = new Party.Known(sheet.at("/rights/0/holders/0/party").stringValue());
        Party buyer = new Party.Person("买受人" + serial, "1", "TESTID" + prefix + serial);
        long start = System.nanoTime();
        applicant
                .cases()
                .caseApply(Application.joint(number)
                        .holder(buyer)
                        .obligor(seller)
                        .obligor(buyer)
                        .holder(BANK)
                        .item(Item.of("transfer/sale", unit)
                                .target(sheet.at("/rights/0/id").stringValue())
                                .soleHolder(buyer)
                                .price("1200000.00"))
                        .item(Item.of("mortgage/general", unit)
                                .target(number.number())
                                .holder(BANK)
                                .price("800000.00")));
        String state = state(number);
        while (state.equals("applied") && System.nanoTime() - start < patience.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(10);
            state = state(number);
        }
        return new Outcome(number, unit, state, Duration.ofNanos(System.nanoTime() - start));
    }

    private String state(CaseNumber number) {
        JsonNode answer = reader.cases().caseOf(number);
        return answer.get("reasons").isEmpty() ? answer.at("/case/state").stringValue() : "human";
    }

    /** The value below which so many of a hundred lie, in ms. */
    public static String percentile(List<Outcome> outcomes, int percent) {
        List<Long> millis = outcomes.stream()
                .map(outcome -> outcome.waited().toMillis())
                .sorted()
                .toList();
        int place = Math.max(0, (int) Math.ceil(millis.size() * percent / 100.0) - 1);
        return millis.isEmpty() ? "-" : String.format(Locale.ROOT, "%d ms", millis.get(place));
    }
}
