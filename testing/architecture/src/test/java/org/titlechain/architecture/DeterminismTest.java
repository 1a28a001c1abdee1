package org.titlechain.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Core code has no ambient input: the same log gives the same state in every process (promise T4). */
class DeterminismTest {
    private static final String[] CORE = {
        "org.titlechain.codec..",
        "org.titlechain.proof..",
        "org.titlechain.contract..",
        "org.titlechain.rules..",
        "org.titlechain.ledger.."
    };
    private static final String[] CORE_WITH_CRYPTO = {
        "org.titlechain.codec..",
        "org.titlechain.proof..",
        "org.titlechain.contract..",
        "org.titlechain.rules..",
        "org.titlechain.crypto.."
    };

    @Test
    void shouldNotReadClockRandomnessEnvironmentFilesOrNetwork() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE_WITH_CRYPTO)
                .should()
                .callMethodWhere(ambient())
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        java.util.Random.class,
                        java.security.SecureRandom.class,
                        java.util.concurrent.ThreadLocalRandom.class,
                        java.io.File.class,
                        java.nio.file.Files.class,
                        java.nio.channels.FileChannel.class,
                        java.net.Socket.class,
                        java.net.URL.class,
                        Thread.class,
                        java.util.concurrent.ExecutorService.class)
                .because("time comes with the block; everything else comes as an argument")
                .check(ProductClasses.ALL);
    }

    @Test
    void shouldNotUseFloatingPoint() {
        fields().that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(CORE)
                .should()
                .notHaveRawType(describeFloating())
                .because("money is in fen, areas in square centimetres, shares in fractions")
                .check(ProductClasses.ALL);
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "takes or gives floating point",
                        access -> access.getTarget().getFullName().matches(".*\\b(double|float|Double|Float)\\b.*")))
                .check(ProductClasses.ALL);
    }

    @Test
    void shouldNotIterateOverCollectionsWithoutOrder() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.util.HashMap.class, java.util.HashSet.class, java.util.IdentityHashMap.class)
                .because("use TreeMap, LinkedHashMap or List: their order is the same in every process")
                .check(ProductClasses.ALL);
    }

    @Test
    void shouldHaveNoMutableStaticState() {
        fields().that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(CORE)
                .and()
                .areStatic()
                .should()
                .beFinal()
                .check(ProductClasses.ALL);
    }

    private static DescribedPredicate<JavaClass> describeFloating() {
        return DescribedPredicate.describe(
                "floating point",
                type -> List.of("double", "float", "java.lang.Double", "java.lang.Float")
                        .contains(type.getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> ambient() {
        List<String> banned = List.of(
                "java.lang.System.currentTimeMillis",
                "java.lang.System.nanoTime",
                "java.lang.System.getenv",
                "java.lang.System.getProperty",
                "java.time.Instant.now",
                "java.time.LocalDate.now",
                "java.time.LocalDateTime.now",
                "java.time.ZonedDateTime.now",
                "java.util.UUID.randomUUID",
                "java.lang.Math.random",
                "java.nio.charset.Charset.defaultCharset",
                "java.util.Locale.getDefault",
                "java.time.ZoneId.systemDefault",
                "java.lang.Class.forName");
        return DescribedPredicate.describe("reads ambient input", access -> {
            // The one reflective look-up of the vectorised hash is in a class of its own, which says why.
            if (access.getOriginOwner().getSimpleName().endsWith("LanesLoader")) {
                return false;
            }
            String target =
                    access.getTargetOwner().getName() + "." + access.getTarget().getName();
            return banned.contains(target);
        });
    }
}
