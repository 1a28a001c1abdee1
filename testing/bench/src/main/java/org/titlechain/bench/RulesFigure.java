package org.titlechain.bench;

import dev.cel.common.CelOptions;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.contract.rule.Moment;
import org.titlechain.rules.NationalPack;
import org.titlechain.rules.evaluation.CompiledPack;
import org.titlechain.rules.evaluation.Judgement;
import org.titlechain.rules.pack.Fact;
import org.titlechain.rules.pack.Rule;
import org.titlechain.rules.pack.RulePack;

/**
 * Forty rules of the national pack over a transfer, against the bare evaluation of the same conditions by the library.
 */
final class RulesFigure implements Figure {
    private static final int RULES = 40;
    private static final int KEPT = 16;
    private static final String KIND = "transfer/sale";

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public String description() {
        return "a 40-rule pack over a transfer, compiled and kept, against bare CEL evaluation of its conditions";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        Options options = new Options(arguments, List.of("--rounds", "--slice-ms"));
        RulePack pack = forty();
        long start = System.nanoTime();
        Judgement judgement = new Judgement(List.of(CompiledPack.compile(pack)));
        double firstCompile = (System.nanoTime() - start) / 1e6;
        Map<String, Value> facts = facts(pack);
        List<CelRuntime.Program> bare = bare(pack);
        Map<String, Object> values = values(pack);
        if (judgement.judge(KIND, Moment.ACCEPTANCE, facts).size() != RULES) {
            throw new IllegalStateException("not every rule is asked");
        }
        Rates rates = new Rates(options.number("--slice-ms", 300), 5, options.number("--rounds", 9));
        rates.add("pack", 1, () -> judgement.judge(KIND, Moment.ACCEPTANCE, facts));
        rates.add("bare", 1, () -> evaluate(bare, values));
        rates.run();
        double packMicros = 1e6 / rates.perSecond("pack");
        double bareMicros = 1e6 / rates.perSecond("bare");
        start = System.nanoTime();
        long bytes = bytesOfOnePack(pack);
        double compile = (System.nanoTime() - start) / 1e6 / KEPT;
        out.printf(Locale.ROOT, "%-36s %10.1f µs%n", "40 rules, facts and rulings", packMicros);
        out.printf(Locale.ROOT, "%-36s %10.1f µs%n", "40 conditions, bare", bareMicros);
        out.printf(Locale.ROOT, "%-36s %10.1f ms, the first %.0f ms%n", "compiling the pack", compile, firstCompile);
        out.printf(Locale.ROOT, "%-36s %10d KiB, 64 packs at most%n", "a compiled pack in memory", bytes / 1024);
        out.printf(
                Locale.ROOT,
                "{\"figure\":\"rules\",\"packMicros\":%.1f,\"bareMicros\":%.1f,\"ratio\":%.2f,\"compileMillis\":%.1f,"
                        + "\"packKiB\":%d}%n",
                packMicros,
                bareMicros,
                rates.ratio("bare", "pack"),
                compile,
                bytes / 1024);
    }

    private static RulePack forty() {
        RulePack national = NationalPack.read();
        List<Rule> rules = new ArrayList<>();
        while (rules.size() < RULES) {
            for (Rule rule : national.rules()) {
                boolean plain = !rule.condition().matches(".*(share|plusYears|term|Term).*");
                if (plain && rules.size() < RULES) {
                    rules.add(new Rule(
                            rule.id() + "-" + rules.size(),
                            rule.sentence(),
                            rule.article(),
                            List.of("transfer"),
                            List.of(Moment.ACCEPTANCE),
                            Optional.empty(),
                            rule.condition(),
                            rule.severity(),
                            rule.remedy(),
                            rule.field(),
                            rule.exemptible()));
                }
            }
        }
        return new RulePack(
                national.id(),
                1,
                national.level(),
                "",
                Optional.empty(),
                national.title(),
                national.from(),
                Optional.empty(),
                national.facts(),
                rules,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Map<String, Value> facts(RulePack pack) {
        Map<String, Value> facts = new TreeMap<>();
        for (Fact fact : pack.facts()) {
            facts.put(
                    fact.name(),
                    switch (fact.type()) {
                        case BOOL -> Value.of(false);
                        case INTEGER, MONEY, AREA -> Value.of(1);
                        case TEXT -> Value.of("confirmed");
                        case DATE -> Value.of("2026-11-25");
                        case SHARE -> Value.of("1/2");
                        case TEXTS -> Value.texts(List.of("identity", "contract", "tax-proof"));
                        case INTEGERS -> Value.list(List.of(Value.of(1)));
                        case DATES -> Value.texts(List.of("2026-11-25"));
                        case SHARES -> Value.texts(List.of("1/2", "1/2"));
                    });
        }
        return facts;
    }

    private static Map<String, Object> values(RulePack pack) {
        Map<String, Object> values = new TreeMap<>();
        for (Fact fact : pack.facts()) {
            switch (fact.type()) {
                case BOOL -> values.put(fact.name(), false);
                case INTEGER, MONEY, AREA -> values.put(fact.name(), 1L);
                case TEXT -> values.put(fact.name(), "confirmed");
                case TEXTS -> values.put(fact.name(), List.of("identity", "contract", "tax-proof"));
                default -> {}
            }
        }
        return values;
    }

    private static List<CelRuntime.Program> bare(RulePack pack) throws Exception {
        CelOptions options =
                CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(options)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
        for (Fact fact : pack.facts()) {
            switch (fact.type()) {
                case BOOL -> builder.addVar(fact.name(), SimpleType.BOOL);
                case INTEGER, MONEY, AREA -> builder.addVar(fact.name(), SimpleType.INT);
                case TEXT -> builder.addVar(fact.name(), SimpleType.STRING);
                case TEXTS -> builder.addVar(fact.name(), ListType.create(SimpleType.STRING));
                default -> {}
            }
        }
        CelCompiler compiler = builder.build();
        CelRuntime runtime =
                CelRuntimeFactory.plannerRuntimeBuilder().setOptions(options).build();
        List<CelRuntime.Program> programs = new ArrayList<>();
        for (Rule rule : pack.rules()) {
            programs.add(
                    runtime.createProgram(compiler.compile(rule.condition()).getAst()));
        }
        return programs;
    }

    private static void evaluate(List<CelRuntime.Program> programs, Map<String, Object> values) {
        try {
            for (CelRuntime.Program program : programs) {
                program.eval(values);
            }
        } catch (dev.cel.runtime.CelEvaluationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long bytesOfOnePack(RulePack pack) {
        long before = used();
        List<CompiledPack> kept = new ArrayList<>();
        for (int i = 0; i < KEPT; i++) {
            kept.add(CompiledPack.compile(pack));
        }
        long after = used();
        if (kept.size() != KEPT) {
            throw new IllegalStateException("packs were lost");
        }
        return Math.max(0, after - before) / KEPT;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
