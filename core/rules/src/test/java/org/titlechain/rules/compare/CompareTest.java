package org.titlechain.rules.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.Value;
import org.titlechain.contract.rule.Moment;
import org.titlechain.contract.rule.Severity;
import org.titlechain.rules.SmallPack;
import org.titlechain.rules.compare.PackDifference.Difference;
import org.titlechain.rules.evaluation.CompiledPack;
import org.titlechain.rules.evaluation.Judgement;
import org.titlechain.rules.pack.RulePack;

class CompareTest {
    private static Judgement judgement(RulePack pack) {
        return new Judgement(List.of(CompiledPack.compile(pack)));
    }

    @Test
    void shouldNameThePlaceThatDiffers() {
        assertThat(PackDifference.between(
                        SmallPack.national(), SmallPack.national("severity: warn", "severity: human")))
                .containsExactly(new Difference(
                        "rules/shares-one/severity", Optional.of(Value.of("warn")), Optional.of(Value.of("human"))));
        assertThat(PackDifference.between(
                        SmallPack.national(),
                        SmallPack.national(
                                "\n  - {id: sale, kinds: [transfer/sale], workingDays: 5, article: 条例 20}", "")))
                .singleElement()
                .satisfies(gone -> {
                    assertThat(gone.place()).isEqualTo("limits/sale");
                    assertThat(gone.after()).isEmpty();
                });
        assertThat(PackDifference.between(SmallPack.national(), SmallPack.national()))
                .isEmpty();
    }

    @Test
    void shouldTellWhichCasesWouldBeDecidedOtherwise() {
        Trial trial = new Trial(
                judgement(SmallPack.national()), judgement(SmallPack.national("severity: warn", "severity: refuse")));
        Trial.Case thirds = new Trial.Case(
                "1", "transfer/sale", Moment.REVIEW, Map.of("item.shares", Value.texts(List.of("1/3", "1/3"))));
        Trial.Case whole =
                new Trial.Case("2", "transfer/sale", Moment.REVIEW, Map.of("item.shares", Value.texts(List.of("1/1"))));
        assertThat(trial.run(List.of(thirds, whole)))
                .containsExactly(new Trial.Changed(
                        thirds,
                        Optional.of(Severity.WARN),
                        Optional.of(Severity.REFUSE),
                        List.of(new Trial.Otherwise(
                                "base/shares-one", Optional.of(Severity.WARN), Optional.of(Severity.REFUSE)))));
    }
}
