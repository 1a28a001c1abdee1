package org.titlechain.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** An arrow between modules only ever points downwards (DESIGN, chapter 4; docs/architecture.md). */
class ModuleArrowsTest {
    /**
     * A module and the modules that it may know. Engines and services do not know each other; only the server and what
     * stands above it know them all. The one exception has a name of its own: the vault implements the port that the
     * exchange declares in {@code exchange.privacy}.
     */
    private record Arrows(String module, String... mayKnow) {}

    private static final List<Arrows> ARROWS = List.of(
            new Arrows("codec"),
            new Arrows("crypto", "codec"),
            new Arrows("proof", "codec", "crypto"),
            new Arrows("contract", "codec", "crypto", "proof"),
            new Arrows("rules", "codec", "crypto", "contract"),
            new Arrows("ledger", "codec", "crypto"),
            new Arrows("storage"),
            new Arrows("kernel", "codec", "crypto", "proof", "contract", "ledger", "storage"),
            new Arrows("driver", "ledger", "storage"),
            new Arrows("cometbft", "ledger", "driver", "storage"),
            new Arrows("embedded", "codec", "crypto", "ledger", "storage"),
            new Arrows("epochs", "codec", "crypto", "ledger", "storage", "driver"),
            new Arrows("evm", "codec", "crypto", "ledger", "storage", "driver"),
            new Arrows("fabric", "codec", "crypto", "ledger", "storage", "driver"),
            new Arrows("device", "crypto", "kernel.key"),
            new Arrows("exchange", "codec", "crypto", "contract"),
            new Arrows("vault", "codec", "crypto", "exchange.privacy", "storage"),
            new Arrows("query", "codec", "crypto", "contract", "ledger", "kernel", "storage"),
            new Arrows("model"),
            new Arrows("client", "codec", "crypto", "proof", "ledger"),
            new Arrows("departments", "client", "codec", "crypto", "proof"),
            // Of the kernel it knows the files of keys only.
            new Arrows("witness", "codec", "crypto", "proof", "storage", "kernel"));

    @TestFactory
    Stream<DynamicTest> shouldKnowOnlyWhatLiesBelow() {
        return ARROWS.stream()
                .map(arrows -> DynamicTest.dynamicTest(
                        arrows.module(),
                        () -> classes()
                                .that()
                                .resideInAPackage("org.titlechain." + arrows.module() + "..")
                                .should()
                                .onlyDependOnClassesThat(isAllowedFor(arrows))
                                .allowEmptyShould(true)
                                .check(ProductClasses.ALL)));
    }

    @Test
    void shouldListEveryModuleBelowTheServer() {
        List<String> above = List.of("server", "cli", "bench", "testkit", "simulator");
        List<String> listed = ARROWS.stream().map(Arrows::module).toList();
        List<String> modules = ProductClasses.ALL.stream()
                .map(javaClass -> javaClass.getPackageName().split("\\.")[2])
                .distinct()
                .filter(module -> !above.contains(module))
                .toList();
        assertThat(listed).containsAll(modules);
    }

    @Test
    void shouldHaveNoCyclesBetweenPackages() {
        SlicesRuleDefinition.slices()
                .matching("org.titlechain.(*)..")
                .should()
                .beFreeOfCycles()
                .check(ProductClasses.ALL);
    }

    private static DescribedPredicate<JavaClass> isAllowedFor(Arrows arrows) {
        return DescribedPredicate.describe(
                "lie in " + arrows.module() + " or " + Arrays.toString(arrows.mayKnow()), known -> {
                    String name = known.getPackageName();
                    return !name.startsWith("org.titlechain.")
                            || Stream.concat(Stream.of(arrows.module()), Arrays.stream(arrows.mayKnow()))
                                    .map(module -> "org.titlechain." + module)
                                    .anyMatch(allowed -> name.equals(allowed) || name.startsWith(allowed + "."));
                });
    }
}
