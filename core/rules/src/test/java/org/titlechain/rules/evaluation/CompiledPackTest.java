package org.titlechain.rules.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.rules.Packs.assertDefect;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.Value;
import org.titlechain.contract.rule.Moment;
import org.titlechain.contract.rule.Severity;
import org.titlechain.rules.SmallPack;
import org.titlechain.rules.evaluation.Judgement.Verdict;
import org.titlechain.rules.pack.Defect;
import org.titlechain.rules.pack.RulePack;

class CompiledPackTest {
    private static final Map<String, Value> THIRDS = Map.of("item.shares", Value.texts(List.of("1/3", "1/3")));

    private static Judgement judgement(RulePack... packs) {
        return new Judgement(
                java.util.Arrays.stream(packs).map(CompiledPack::prove).toList());
    }

    private static Verdict only(Judgement judgement, String kind, Moment moment, Map<String, Value> facts) {
        List<Verdict> verdicts = judgement.judge(kind, moment, facts);
        assertThat(verdicts).hasSize(1);
        return verdicts.getFirst();
    }

    @Test
    void shouldSayWhatFollowsAndFromWhichFacts() {
        Verdict verdict = only(
                judgement(SmallPack.national()),
                "transfer/gift",
                Moment.ACCEPTANCE,
                Map.of("unit.seized", Value.of(true), "unit.mortgages", Value.of(1)));
        assertThat(verdict.ruling().result()).isEqualTo(Result.BREACHED);
        assertThat(verdict.severity()).isEqualTo(Severity.REFUSE);
        assertThat(verdict.ruling().used()).containsOnly(Map.entry("unit.seized", Value.of(true)));
    }

    @Test
    void shouldAskAPersonWhereAFactIsUnknown() {
        Verdict verdict = only(judgement(SmallPack.national()), "transfer/gift", Moment.ACCEPTANCE, Map.of());
        assertThat(verdict.ruling().result()).isEqualTo(Result.UNKNOWN);
        assertThat(verdict.ruling().missing()).containsExactly("unit.seized");
        assertThat(verdict.severity()).isEqualTo(Severity.HUMAN);
        assertThat(only(judgement(SmallPack.national()), "transfer/sale", Moment.REVIEW, Map.of())
                        .severity())
                .isEqualTo(Severity.WARN);
    }

    @Test
    void shouldAskOnlyRulesOfTheKindAndMoment() {
        Judgement judgement = judgement(SmallPack.national());
        assertThat(judgement.judge("mortgage/general", Moment.ACCEPTANCE, Map.of()))
                .isEmpty();
        assertThat(judgement.judge("transfer/gift", Moment.REVIEW, Map.of())).isEmpty();
        assertThat(judgement.judge("transferable", Moment.ACCEPTANCE, Map.of())).isEmpty();
    }

    @Test
    void shouldOnlyGetStricterWithAPackBelow() {
        Verdict alone = only(judgement(SmallPack.national()), "transfer/sale", Moment.REVIEW, THIRDS);
        List<Verdict> both =
                judgement(SmallPack.national(), SmallPack.province()).judge("transfer/sale", Moment.REVIEW, THIRDS);
        assertThat(alone.severity()).isEqualTo(Severity.WARN);
        assertThat(alone.exemptible()).isTrue();
        assertThat(both.getFirst().severity()).isEqualTo(Severity.REFUSE);
        assertThat(both.getFirst().exemptible()).isFalse();
        assertThat(both).hasSize(2);
    }

    @Test
    void shouldTakeTheShortestLimitAndTheMostExactOfAPack() {
        assertThat(judgement(SmallPack.national()).limitDays("transfer/sale")).isEqualTo(OptionalLong.of(5));
        assertThat(judgement(SmallPack.national()).limitDays("mortgage/general"))
                .isEqualTo(OptionalLong.of(30));
        assertThat(judgement(SmallPack.national(), SmallPack.province()).limitDays("transfer/sale"))
                .isEqualTo(OptionalLong.of(3));
    }

    @Test
    void shouldAddUpMaterials() {
        Judgement judgement = judgement(SmallPack.national(), SmallPack.province());
        Map<String, Value> none = Map.of("case.materials", Value.texts(List.of()));
        Map<String, Value> one = Map.of("case.materials", Value.texts(List.of("identity")));
        assertThat(judgement.missing("transfer/sale", none))
                .extracting(missing -> missing.material().id())
                .containsExactly("identity", "tax-proof");
        assertThat(judgement.missing("transfer/sale", one))
                .extracting(missing -> missing.material().id())
                .containsExactly("tax-proof");
        assertThat(judgement.missing("transfer/gift", one)).isEmpty();
    }

    @Test
    void shouldExemptFromAFeeWithTheReasonOnly() {
        CompiledPack pack = CompiledPack.prove(SmallPack.national());
        assertThat(pack.fees("transfer/sale", Map.of("unit.mortgages", Value.of(3)))
                        .getFirst()
                        .exemption())
                .hasValueSatisfying(exemption -> assertThat(exemption.id()).isEqualTo("many-mortgages"));
        assertThat(pack.fees("transfer/gift", Map.of("unit.mortgages", Value.of(3)))
                        .getFirst()
                        .exemption())
                .isEmpty();
        assertThat(pack.fees("transfer/sale", Map.of()).getFirst().exemption()).isEmpty();
        assertThat(pack.fees("mortgage/general", Map.of())).isEmpty();
    }

    @Test
    void shouldRefuseAPackWhoseExamplesDoNotComeOut() {
        assertDefect(
                Defect.EXAMPLE_FAILS,
                "examples/free/expect/not-seized",
                () -> CompiledPack.prove(SmallPack.national("condition: \"!unit.seized\"", "condition: unit.seized")));
        assertDefect(
                Defect.EXAMPLE_FAILS,
                "examples/free/expect/not-seized",
                () -> CompiledPack.prove(SmallPack.national("facts: {unit.seized: false}", "facts: {}")));
        assertDefect(
                Defect.MISSING,
                "examples",
                () -> CompiledPack.prove(SmallPack.national("expect: {shares-one: breached}", "expect: {}")));
    }

    @Test
    void shouldRefuseAConditionAtItsPlace() {
        assertDefect(
                Defect.CONDITION_INVALID,
                "rules/not-seized/condition",
                () -> CompiledPack.prove(SmallPack.national("condition: \"!unit.seized\"", "condition: unit.sezed")));
        assertDefect(
                Defect.CONDITION_INVALID,
                "exemptions/many-mortgages/condition",
                () -> CompiledPack.prove(SmallPack.national("unit.mortgages > 2", "unit.mortgages")));
    }
}
