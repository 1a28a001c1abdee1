package org.titlechain.bench;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.titlechain.bench.SearchComparison.Question;
import org.titlechain.query.Paging;
import org.titlechain.query.RegistrationQuery;
import org.titlechain.query.RegistrationQuery.Sort;

/** The lists of the workbench over many cases: 50 on a page. */
final class CasesFigure implements Figure {
    private static final int PAGE = 50;

    @Override
    public String name() {
        return "cases";
    }

    @Override
    public String description() {
        return "a page of 50 among many cases, by what is due, queue, number and unit, SQLite against PostgreSQL";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        Options options = new Options(arguments, List.of("--count", "--questions", "--seed", "--folder"));
        int leaves = options.number("--count", 1_000_000) / GeneratedCases.CASES_OF_A_LEAF;
        int count = leaves * GeneratedCases.CASES_OF_A_LEAF;
        new SearchComparison(name(), "cases", count, new GeneratedCases(count), kinds())
                .run(out, options.folder("--folder"), options.number("--questions", 300), options.number("--seed", 1));
    }

    private static Map<String, IntFunction<Question>> kinds() {
        Map<String, IntFunction<Question>> kinds = new LinkedHashMap<>();
        kinds.put("what is due first", place -> listed("", Optional.empty(), Optional.empty(), Sort.DUE));
        kinds.put("newest first", place -> listed("", Optional.empty(), Optional.empty(), Sort.NEWEST));
        kinds.put("a queue", place -> listed("", Optional.empty(), Optional.of(GeneratedCases.state(place)), Sort.DUE));
        kinds.put(
                "a queue of a district",
                place -> listed(
                        "",
                        Optional.of(GeneratedCases.district(place)),
                        Optional.of(GeneratedCases.state(place)),
                        Sort.DUE));
        kinds.put("left to a person", place -> left());
        kinds.put(
                "case number",
                place -> listed(GeneratedCases.number(place), Optional.empty(), Optional.empty(), Sort.DUE));
        kinds.put(
                "its last 8 digits",
                place -> listed(
                        GeneratedCases.number(place).substring(9), Optional.empty(), Optional.empty(), Sort.DUE));
        kinds.put(
                "unit code",
                place -> listed(GeneratedRegister.code(place), Optional.empty(), Optional.empty(), Sort.DUE));
        return kinds;
    }

    private static Question left() {
        return asked(new RegistrationQuery("", Optional.empty(), Optional.empty(), Optional.of(true), Sort.DUE));
    }

    private static Question listed(String text, Optional<String> district, Optional<String> state, Sort sort) {
        return asked(new RegistrationQuery(text, district, state, Optional.empty(), sort));
    }

    private static Question asked(RegistrationQuery query) {
        return reader -> reader.registrations(query, Paging.first(PAGE)).value().items().stream()
                .map(item -> item.district() + "/" + item.number())
                .toList();
    }
}
