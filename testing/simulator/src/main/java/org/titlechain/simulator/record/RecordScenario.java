package org.titlechain.simulator.record;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.StateView;
import org.titlechain.model.Verdict;
import org.titlechain.model.record.RecordModel;
import org.titlechain.model.record.Report;
import org.titlechain.model.record.UnitPage;
import org.titlechain.simulator.Scenario;
import org.titlechain.simulator.Signers;
import org.titlechain.simulator.Step;

/** Messages of an existing system about some units: lawful and not, repeated, signed by the wrong keys. */
public final class RecordScenario implements Scenario<RecordDeed> {
    private final RecordModel model = new RecordModel();
    private final Reporter reporter = new Reporter(model);

    @Override
    public List<MapValue> beginning() {
        List<Value> keys = new ArrayList<>();
        keys.add(key("administrator", "administrator", ""));
        keys.add(key("recorder", "recorder", "9999"));
        keys.add(key("neighbour", "recorder", "8888"));
        keys.add(key("viewer", "viewer", "9999"));
        keys.add(key("revoked", "recorder", "9999"));
        MapValue genesis = Value.map()
                .put("type", "governance.genesis")
                .put("chain", "simulated")
                .put("suite", "gm")
                .put("contract", 1)
                .put("members", Value.list(List.of()))
                .put("keys", Value.list(keys))
                .build();
        MapValue revocation = Value.map()
                .put("type", "governance.key.revoke")
                .put("keyId", Signers.identifierOf("revoked"))
                .put("reason", "lost")
                .build();
        return List.of(genesis, revocation);
    }

    private static MapValue key(String name, String role, String district) {
        return Value.map()
                .put("key", Signers.key(name))
                .put("name", name)
                .put("organisation", "示例市不动产登记中心")
                .put("roles", Value.texts(List.of(role)))
                .put("districts", Value.texts(List.of(district)))
                .build();
    }

    @Override
    public Step<RecordDeed> next(Random random) {
        return reporter.next(random);
    }

    @Override
    public Verdict predict(Step<RecordDeed> step) {
        if (step.deed().broken()) {
            return Verdict.refuse("RECORD_MALFORMED");
        }
        return switch (step.signer()) {
            case "recorder" -> model.record(step.deed().report());
            case "neighbour", "viewer" -> Verdict.refuse("KEY_NOT_ENTITLED");
            case "revoked" -> Verdict.refuse("KEY_REVOKED");
            default -> Verdict.refuse("KEY_UNKNOWN");
        };
    }

    @Override
    public MapValue command(RecordDeed deed) {
        return RecordCommands.command(deed);
    }

    @Override
    public List<String> differences(Step<RecordDeed> step, Decision decision, StateView state) {
        List<String> differences = new ArrayList<>();
        Report report = step.deed().report();
        if (decision instanceof Accepted accepted) {
            findings(report, accepted, differences);
        }
        Set<String> touched = new LinkedHashSet<>(List.of(report.unit()));
        if (!report.predecessor().isEmpty()) {
            touched.add(report.predecessor());
        }
        for (String unit : touched) {
            UnitPage page = model.page(unit);
            List<String> wanted = page == null ? List.of() : page.lines();
            List<String> found = state.find("unit/" + unit).map(SheetLines::of).orElse(List.of());
            wanted.stream()
                    .filter(line -> !found.contains(line))
                    .forEach(line -> differences.add(unit + " lacks: " + line));
            found.stream()
                    .filter(line -> !wanted.contains(line))
                    .forEach(line -> differences.add(unit + " has: " + line));
            if (differences.isEmpty() && !found.equals(wanted)) {
                differences.add(unit + " has another order: " + found + ", and must have " + wanted);
            }
        }
        return differences;
    }

    private void findings(Report report, Accepted accepted, List<String> differences) {
        Set<String> found = new TreeSet<>();
        for (Value finding : accepted.result().get("findings").asList()) {
            found.add(finding.asMap().get("code").asText());
        }
        found.retainAll(RecordModel.KNOWN_FINDINGS);
        Set<String> wanted = model.findings(report.id());
        if (!found.equals(wanted)) {
            differences.add("found " + found + ", and must find " + wanted);
        }
    }

    @Override
    public String kind(RecordDeed deed) {
        return "record " + deed.report().kind();
    }

    @Override
    public String tell(RecordDeed deed) {
        Report report = deed.report();
        return (deed.broken() ? "(broken) " : "") + report.id() + " " + report.kind() + " of " + report.unit()
                + " case " + report.caseNumber()
                + (report.about().isEmpty() ? "" : " about " + report.about())
                + (report.owners().isEmpty() ? "" : " to " + report.owners())
                + (report.predecessor().isEmpty() ? "" : " out of " + report.predecessor());
    }
}
