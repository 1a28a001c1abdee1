package org.titlechain.bench;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.titlechain.bench.SearchComparison.Question;
import org.titlechain.query.Paging;
import org.titlechain.query.RecordQuery;
import org.titlechain.query.UnitQuery;
import org.titlechain.query.UnitQuery.Restriction;
import org.titlechain.query.UnitQuery.Sort;

/** Search over many units, for each kind of condition. */
final class SearchFigure implements Figure {
    private static final int PAGE = 50;

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String description() {
        return "search by each kind of condition, SQLite against PostgreSQL, p50 and p99, one caller; with --folder DIR the"
                + " tables are kept there, and asked again without filling";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        Options options = new Options(arguments, List.of("--count", "--questions", "--seed", "--folder"));
        int leaves = options.number("--count", 100_000) / GeneratedRegister.UNITS_OF_A_LEAF;
        int count = leaves * GeneratedRegister.UNITS_OF_A_LEAF;
        String words = "units, as many certificates and twice as many records";
        new SearchComparison(name(), words, count, new GeneratedRegister(count), kinds())
                .run(out, options.folder("--folder"), options.number("--questions", 300), options.number("--seed", 1));
    }

    private static Map<String, IntFunction<Question>> kinds() {
        Map<String, IntFunction<Question>> kinds = new LinkedHashMap<>();
        kinds.put("unit code", unit -> units(GeneratedRegister.code(unit)));
        kinds.put(
                "last 8 of the code", unit -> units(GeneratedRegister.code(unit).substring(20)));
        kinds.put(
                "last 12 of the code",
                unit -> units(GeneratedRegister.code(unit).substring(16)));
        kinds.put("inside the code", unit -> units(GeneratedRegister.code(unit).substring(9, 17)));
        kinds.put("across the code", unit -> units(GeneratedRegister.code(unit).substring(13, 25)));
        kinds.put(
                "certificate", unit -> units(GeneratedRegister.certificate(unit).replace('(', '（')));
        kinds.put("certificate serial", unit -> units("%08d".formatted(unit)));
        kinds.put("whole address", unit -> units(GeneratedRegister.location(unit)));
        kinds.put("street and number", unit -> {
            String place = GeneratedRegister.place(unit / GeneratedRegister.UNITS_OF_A_LEAF);
            return units(place.substring(3, place.indexOf('号') + 1));
        });
        kinds.put(
                "two characters",
                unit -> units(GeneratedRegister.place(unit / GeneratedRegister.UNITS_OF_A_LEAF)
                        .substring(3, 5)));
        kinds.put("building and room", unit -> {
            String location = GeneratedRegister.location(unit);
            return units(location.substring(location.indexOf('号') - 2));
        });
        kinds.put("not there", unit -> units("测试市无此路" + unit + "号"));
        kinds.put(
                "district, seized",
                unit -> listed(
                        Optional.of(GeneratedRegister.code(unit).substring(0, 6)),
                        Optional.of(Restriction.SEIZURE),
                        Sort.CODE));
        kinds.put("changed last", unit -> listed(Optional.empty(), Optional.empty(), Sort.UPDATED));
        kinds.put(
                "record by key",
                unit ->
                        reader -> reader
                                .records(RecordQuery.ofKey(GeneratedRegister.code(unit)), Paging.first(PAGE))
                                .value()
                                .items()
                                .stream()
                                .map(item -> item.position() + "-" + item.item())
                                .toList());
        return kinds;
    }

    private static Question units(String text) {
        return asked(UnitQuery.of(text));
    }

    private static Question listed(Optional<String> district, Optional<Restriction> restriction, Sort sort) {
        return asked(new UnitQuery("", district, Optional.empty(), Optional.empty(), restriction, sort));
    }

    private static Question asked(UnitQuery query) {
        return reader -> {
            var page = reader.units(query, Paging.first(PAGE)).value();
            // Beyond the bound each database gathers what it meets first.
            return page.exact() || query.text().isEmpty()
                    ? page.items().stream().map(item -> item.unit()).toList()
                    : List.of("more than " + page.total());
        };
    }
}
