package org.titlechain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.rules.evaluation.CompiledPack;
import org.titlechain.rules.evaluation.Judgement;
import org.titlechain.rules.fact.FactDictionary;
import org.titlechain.rules.pack.Rule;
import org.titlechain.rules.pack.RulePack;
import org.titlechain.rules.strict.Strictness;
import org.titlechain.rules.yaml.PackYaml;

class NationalPackTest {
    private static final RulePack PACK = NationalPack.read();

    @Test
    void shouldPassEveryCheckThatAProposalPasses() {
        FactDictionary.check(PACK);
        Strictness.check(PACK, List.of());
        CompiledPack.prove(PACK);
    }

    /** Each check that the law asks for before an entry (登簿) has a rule with the article. */
    @Test
    void shouldCoverTheChecksOfTheLaw() {
        for (String article : List.of(
                "民法典 209",
                "不动产登记暂行条例 8",
                "民法典 212",
                "城市房地产管理法 38(2)",
                "查封规定 23",
                "查封规定 26",
                "民事诉讼法解释 485",
                "查封规定 27",
                "民法典 221",
                "民法典 220",
                "实施细则 84",
                "民法典 406",
                "契税法 10",
                "城市房地产管理法 38(4)",
                "民法典 366",
                "民法典 402",
                "民法典 414",
                "城市房地产管理法 39",
                "实施细则 14")) {
            assertThat(PACK.rules()).as(article).anyMatch(rule -> says(rule, article));
        }
        assertThat(PACK.fees()).allMatch(fee -> fee.article().contains("民法典 223"));
    }

    private static boolean says(Rule rule, String article) {
        String[] parts = article.split(" ", 2);
        return rule.article().contains(article)
                || rule.article().contains(parts[0]) && rule.article().contains("、" + parts[1]);
    }

    @Test
    void shouldBeTheSameAsTextAndAsBytes() {
        assertThat(PackYaml.read(PackYaml.write(PACK))).isEqualTo(PACK);
        assertThat(RulePack.read(CanonicalDecoder.decode(CanonicalEncoder.encode(PACK.toValue()))))
                .isEqualTo(PACK);
    }

    @Test
    void shouldAllowThirtyWorkingDaysAtMost() {
        Judgement judgement = new Judgement(List.of(CompiledPack.compile(PACK)));
        assertThat(judgement.limitDays("first/building")).hasValue(30);
        assertThat(judgement.limitDays("transfer/sale")).hasValue(5);
        assertThat(judgement.limitDays("seizure/seizure")).hasValue(1);
    }
}
