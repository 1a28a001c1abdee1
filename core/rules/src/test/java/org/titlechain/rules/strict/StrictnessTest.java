package org.titlechain.rules.strict;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.titlechain.rules.Packs.assertDefect;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.titlechain.rules.SmallPack;
import org.titlechain.rules.pack.Defect;
import org.titlechain.rules.pack.RulePack;

class StrictnessTest {
    private static final List<RulePack> ABOVE = List.of(SmallPack.national());

    private static void refused(Defect defect, String place, String part, String replacement) {
        assertDefect(defect, place, () -> Strictness.check(SmallPack.province(part, replacement), ABOVE));
    }

    @Test
    void shouldAcceptAStricterPack() {
        assertThatCode(() -> Strictness.check(SmallPack.province(), ABOVE)).doesNotThrowAnyException();
        assertThatCode(() -> Strictness.check(SmallPack.national(), List.of())).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseAMilderSeverity() {
        String raise = "rule: base/shares-one, severity: refuse";
        refused(Defect.LOOSER, "raises/base/shares-one/severity", raise, "rule: base/shares-one, severity: note");
        refused(
                Defect.LOOSER,
                "raises/base/shares-one/severity",
                raise,
                "rule: base/shares-one, severity: warn, exemptible: true");
        refused(Defect.LOOSER, "raises/base/not-seized/severity", raise, "rule: base/not-seized, severity: human");
        refused(
                Defect.LOOSER,
                "raises/base/not-seized/severity",
                raise,
                "rule: base/not-seized, severity: refuse, exemptible: true");
    }

    @Test
    void shouldAcceptTheEndOfExemptionsAlone() {
        assertThatCode(() -> Strictness.check(
                        SmallPack.province(
                                "rule: base/shares-one, severity: refuse", "rule: base/shares-one, severity: warn"),
                        ABOVE))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseALongerLimit() {
        refused(Defect.LOOSER, "limits/sale-33/workingDays", "workingDays: 3", "workingDays: 6");
        refused(
                Defect.LOOSER,
                "limits/sale-33/workingDays",
                "kinds: [transfer/sale], workingDays: 3",
                "kinds: [mortgage], workingDays: 31");
    }

    @Test
    void shouldRefuseToRedefineOrExemptFromWhatAnotherPackDemands() {
        refused(Defect.DUPLICATE, "rules/not-seized", "no-objection", "not-seized");
        refused(Defect.DUPLICATE, "materials/identity", "id: tax-proof", "id: identity");
        String exemption = "exemptions:\n              - {id: x, of: OF, kinds: [all], condition: unit.objections == 0,"
                + " reason: {zh: 无, en: none}, article: none}\n            examples:";
        String examples = "examples:";
        String indented =
                exemption.replace("            examples:", "examples:").replace("              -", "  -");
        refused(Defect.LOOSER, "exemptions/x/of", examples, indented.replace("OF", "rule/not-seized"));
        refused(Defect.LOOSER, "exemptions/x/of", examples, indented.replace("OF", "material/identity"));
        refused(Defect.LOOSER, "exemptions/x/of", examples, indented.replace("OF", "fee/house"));
        refused(Defect.UNDECLARED, "exemptions/x/of", examples, indented.replace("OF", "rule/unheard"));
        assertThatCode(() -> Strictness.check(
                        SmallPack.province(examples, indented.replace("OF", "rule/no-objection")), ABOVE))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseWhatDoesNotBelong() {
        refused(Defect.UNDECLARED, "parent", "parent: base", "parent: unheard");
        refused(Defect.UNDECLARED, "raises/base/unheard", "base/shares-one", "base/unheard");
        refused(
                Defect.INVALID_VALUE,
                "facts/unit.seized/type",
                "name: unit.objections, type: integer",
                "name: unit.seized, type: integer, meaning: {zh: 甲, en: a}}\n  - {name: unit.objections, type: integer");
        refused(
                Defect.MISPLACED,
                "fees",
                "examples:",
                "fees:\n  - {id: local, name: {zh: 费, en: fee}, article: none, kinds: [all], fen: 1}\nexamples:");
        RulePack office =
                SmallPack.province("level: province\njurisdiction: \"33\"", "level: office\njurisdiction: \"4401\"");
        assertDefect(
                Defect.MISPLACED,
                "jurisdiction",
                () -> Strictness.check(
                        new RulePack(
                                office.id(),
                                1,
                                office.level(),
                                office.jurisdiction(),
                                java.util.Optional.of("base-33"),
                                office.title(),
                                office.from(),
                                office.until(),
                                office.facts(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of()),
                        List.of(SmallPack.national(), SmallPack.province())));
    }
}
