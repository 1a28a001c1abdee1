package org.titlechain.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * T1: the same log leads to the same state everywhere. The recorded chain is replayed in processes that differ in
 * compiler, collector, heap, language, time zone and character set, each with its own salt of {@code Set.of}.
 *
 * <p>{@code -Dtitlechain.environments=200} draws so many more combinations, from {@code -Dtitlechain.seed}; further
 * machines by {@code -Dtitlechain.javas=/path/bin/java:/other/bin/java}.
 */
class EnvironmentsTest {
    private static final int MORE = Integer.getInteger("titlechain.environments", 0);
    private static final long SEED = Long.getLong("titlechain.seed", 20_261_121L);
    private static final int AT_ONCE = 2;

    private static final List<String> COMPILERS =
            List.of("", "-Xint", "-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation", "-Xcomp -XX:TieredStopAtLevel=1");
    private static final List<String> COLLECTORS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseParallelGC",
            "-XX:+UseG1GC",
            "-XX:+UseZGC",
            "-XX:+UnlockExperimentalVMOptions -XX:+UseEpsilonGC");
    private static final List<String> HEAPS = List.of("-Xmx96m", "-Xmx512m", "-Xmx512m -XX:-UseCompressedOops");
    private static final List<String> LANGUAGES = List.of(
            "-Duser.language=zh -Duser.country=CN",
            "-Duser.language=tr -Duser.country=TR",
            "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab",
            "-Duser.language=th -Duser.country=TH -Duser.extensions=u-ca-buddhist",
            "-Duser.language=az -Duser.script=Latn");
    /** Zones with a day that never was, an hour that never was, quarters of hours, and dates with another offset. */
    private static final List<String> ZONES =
            List.of("Pacific/Apia", "Asia/Shanghai", "America/St_Johns", "Asia/Kathmandu", "Africa/Monrovia");

    private static final List<String> CHARSETS = List.of("UTF-8", "GBK", "US-ASCII", "ISO-8859-9", "UTF-16");

    private record Environment(String java, List<String> options, Map<String, String> variables) {
        String text() {
            return java + " " + String.join(" ", options) + " " + variables;
        }
    }

    /** Every value of every column at least twice, the slow compiler no more often, and no two processes alike. */
    private static List<Environment> chosen() {
        List<Environment> environments = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int compiler = i % 5 == 1 && i > 10 ? 0 : i % 5;
            environments.add(
                    environment(compiler, (i + i / 5) % 5, i % 3, (2 * i + i / 5) % 5, (3 * i + 1) % 5, i / 4));
        }
        return environments;
    }

    private static List<Environment> drawn() {
        Random random = new Random(SEED);
        List<Environment> environments = new ArrayList<>();
        for (int i = 0; i < MORE; i++) {
            environments.add(environment(
                    random.nextInt(5),
                    random.nextInt(5),
                    random.nextInt(3),
                    random.nextInt(5),
                    random.nextInt(5),
                    random.nextInt(5)));
        }
        return environments;
    }

    private static Environment environment(int compiler, int collector, int heap, int language, int zone, int charset) {
        List<String> options = new ArrayList<>();
        String chosenHeap = COLLECTORS.get(collector).contains("Epsilon") ? "-Xmx2g" : HEAPS.get(heap);
        String chosenCollector = COLLECTORS.get(collector);
        if (chosenCollector.contains("UseZGC")) {
            chosenHeap = "-Xmx512m";
        }
        for (String part : List.of(
                COMPILERS.get(compiler),
                chosenCollector,
                chosenHeap,
                LANGUAGES.get(language),
                "-Duser.timezone=" + ZONES.get(zone),
                "-Dfile.encoding=" + CHARSETS.get(charset),
                "-Dstdout.encoding=" + CHARSETS.get(charset))) {
            if (!part.isEmpty()) {
                options.addAll(List.of(part.split(" ")));
            }
        }
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("LC_ALL", List.of("C", "tr_TR.UTF-8", "POSIX").get(heap));
        variables.put("TZ", ZONES.get((zone + 2) % 5));
        return new Environment(java(options.hashCode()), options, variables);
    }

    private static String java(int number) {
        String own = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String given = System.getProperty("titlechain.javas", "");
        List<String> all = new ArrayList<>(List.of(own));
        if (!given.isEmpty()) {
            all.addAll(List.of(given.split(File.pathSeparator)));
        }
        return all.get(Math.floorMod(number, all.size()));
    }

    @Test
    void shouldComeToTheSameStateInEveryEnvironment() throws Exception {
        String expected = GoldenReplay.report();
        List<Environment> environments = chosen();
        environments.addAll(drawn());
        Map<Environment, Future<String>> reports = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Environment environment : environments) {
                reports.put(environment, threads.submit(() -> replay(environment)));
            }
            for (Map.Entry<Environment, Future<String>> report : reports.entrySet()) {
                assertThat(report.getValue().get())
                        .as("seed %s: %s", SEED, report.getKey().text())
                        .isEqualTo(expected);
            }
        }
        assertThat(reports).as("no environment twice").hasSize(environments.size());
    }

    private static String replay(Environment environment) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(environment.java()));
        command.add("-Xshare:auto");
        command.addAll(environment.options());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), GoldenReplay.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment.variables());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return process.waitFor() == 0 ? output : "status " + process.exitValue() + "\n" + output;
    }
}
