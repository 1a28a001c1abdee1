package org.titlechain.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.titlechain.bench.Figure;
import org.titlechain.bench.Figures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "bench",
        description = "measure a figure against its peer or bound; without a name, list the figures",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME [OPTION…]", arity = "0..*", description = "the figure and its own options")
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        if (words.isEmpty()) {
            figures().forEach(figure -> System.out.printf("%-16s %s%n", figure.name(), figure.description()));
            return 0;
        }
        for (Figure figure : figures()) {
            if (figure.name().equals(words.getFirst())) {
                figure.run(words.subList(1, words.size()), System.out);
                return 0;
            }
        }
        System.err.println("titlechain bench: there is no figure " + words.getFirst());
        return Commands.USAGE;
    }

    /** Those of the parts, and those of the whole program. */
    private static List<Figure> figures() {
        List<Figure> figures = new ArrayList<>(Figures.all());
        figures.add(new LevelsFigure());
        return figures;
    }
}
