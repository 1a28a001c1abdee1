package org.titlechain.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.titlechain.client.TitleChainClient;
import org.titlechain.departments.Sales;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.server.DataFolder;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "sell",
        description = "play a portal: apply for sales with a mortgage, without paper, and say how long each took",
        mixinStandardHelpOptions = true)
final class SellCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--count", paramLabel = "N", description = "how many, one after the other (default: 10)")
    private int count = 10;

    @Option(names = "--prefix", paramLabel = "TEXT", description = "beginning of the case numbers (default: SALE-)")
    private String prefix = "SALE-";

    @Option(names = "--district", paramLabel = "CODE", description = "the county (default: 999901)")
    private String district = "999901";

    @Option(names = "--patience", paramLabel = "MS", description = "how long to wait for each (default: 20000)")
    private int patience = 20_000;

    @Override
    public Integer call() throws Exception {
        Path folder = data.existing();
        URI node = URI.create(DataFolder.address(folder)
                .orElseThrow(() -> new StartException(Kind.CONFIGURATION, "no node runs in " + folder)));
        String token = DataFolder.adminToken(folder)
                .orElseThrow(() -> new StartException(Kind.CONFIGURATION, "there is no admin-token in " + folder));
        TrustedMembers members;
        try (NodeLink link = NodeLink.find(folder).orElseThrow()) {
            members = TrustedMembers.parse(link.get("/trust"));
        }
        try (TitleChainClient reader = new TitleChainClient(node, token, members)) {
            String applying = reader.entitlements().tokenCreate("portal", List.of("applicant"), 1);
            try (TitleChainClient applicant = new TitleChainClient(node, applying, members)) {
                return sell(new Sales(reader, applicant, prefix));
            }
        }
    }

    private int sell(Sales sales) throws InterruptedException {
        List<JsonNode> sheets = sales.saleable(district, count);
        if (sheets.size() < count) {
            System.err.println("titlechain sell: only " + sheets.size() + " units of " + district + " can be sold");
            return Failure.FOUND;
        }
        List<Sales.Outcome> outcomes = new ArrayList<>();
        Map<String, Integer> states = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            Sales.Outcome outcome = sales.sell(sheets.get(i), i + 1, Duration.ofMillis(patience));
            outcomes.add(outcome);
            states.merge(outcome.state(), 1, Integer::sum);
            System.out.println(outcome.number().number() + " " + outcome.unit() + " " + outcome.state() + " "
                    + outcome.waited().toMillis() + " ms");
        }
        System.out.println(
                states + " p50 " + Sales.percentile(outcomes, 50) + " p99 " + Sales.percentile(outcomes, 99));
        return 0;
    }
}
