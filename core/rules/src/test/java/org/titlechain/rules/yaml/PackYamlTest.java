package org.titlechain.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.rules.Packs.assertDefect;

import org.junit.jupiter.api.Test;
import org.titlechain.rules.SmallPack;
import org.titlechain.rules.pack.Defect;
import org.titlechain.rules.pack.RulePack;

class PackYamlTest {
    @Test
    void shouldReadWhatItWrites() {
        for (RulePack pack : java.util.List.of(SmallPack.national(), SmallPack.province())) {
            String text = PackYaml.write(pack);
            assertThat(PackYaml.read(text)).isEqualTo(pack);
            assertThat(PackYaml.write(PackYaml.read(text))).isEqualTo(text);
        }
    }

    @Test
    void shouldKeepWordsThatYamlWouldTakeForSomethingElse() {
        for (String words :
                java.util.List.of("no", "1.5", "12", "- a", "a: b", "\"q\" \\ \n\t", "#x", "𠀀\u0085\ufeff")) {
            String quoted = words.replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("\n", "\\n")
                    .replace("\t", "\\t");
            RulePack pack = SmallPack.national(
                    "{zh: 待解封。, en: Wait for the release.}",
                    "{zh: 待解封。, en: \"" + quoted.replace("\u0085", "\\N").replace("\ufeff", "\\uFEFF") + "\"}");
            assertThat(pack.rules().getFirst().remedy().english()).isEqualTo(words);
            assertThat(PackYaml.read(PackYaml.write(pack))).isEqualTo(pack);
        }
    }

    @Test
    void shouldRefuseWhatCouldGrowOrBecomeAnObject() {
        assertDefect(Defect.NOT_YAML, "line 1", () -> PackYaml.read("pack: !!java.net.URL [x]"));
        assertDefect(Defect.NOT_YAML, "line 1", () -> PackYaml.read("pack: !x y"));
        assertDefect(Defect.NOT_YAML, "line 1", () -> PackYaml.read("pack: &a x"));
        assertDefect(Defect.NOT_YAML, "line 1", () -> PackYaml.read("pack: *a"));
        assertDefect(Defect.NOT_YAML, "", () -> PackYaml.read("a: b\n---\na: b\n"));
        assertDefect(Defect.NOT_YAML, "", () -> PackYaml.read("a: [b"));
        assertDefect(Defect.NOT_YAML, "", () -> PackYaml.read(""));
        assertDefect(Defect.TOO_LARGE, "line 1", () -> PackYaml.read("[".repeat(13) + "]".repeat(13)));
        assertDefect(Defect.TOO_LARGE, "", () -> PackYaml.read("a".repeat(512 * 1024 + 1)));
    }

    @Test
    void shouldRefuseFloatingPointAndNumbersThatDoNotFit() {
        assertDefect(Defect.FLOATING_POINT, "line 1", () -> PackYaml.read("version: 1.0"));
        assertDefect(Defect.INVALID_VALUE, "", () -> PackYaml.read("version: 9223372036854775808"));
    }

    @Test
    void shouldNameThePlaceOfWhatIsWrong() {
        assertDefect(Defect.DUPLICATE, "line 2", () -> PackYaml.read("pack: a\npack: b\n"));
        assertDefect(Defect.MISSING, "version", () -> SmallPack.national("version: 1\n", ""));
        assertDefect(
                Defect.UNKNOWN_FIELD, "colour", () -> SmallPack.national("version: 1\n", "version: 1\ncolour: red\n"));
        assertDefect(
                Defect.INVALID_VALUE,
                "rules/not-seized/severity",
                () -> SmallPack.national("severity: refuse", "severity: harsh"));
        assertDefect(
                Defect.INVALID_VALUE,
                "rules/not-seized/kinds/1",
                () -> SmallPack.national("kinds: [transfer]\n    moments", "kinds: [a/b/c]\n    moments"));
        assertDefect(
                Defect.DUPLICATE, "rules/not-seized", () -> SmallPack.national("id: shares-one", "id: not-seized"));
        assertDefect(
                Defect.MISPLACED,
                "jurisdiction",
                () -> SmallPack.province("jurisdiction: \"33\"", "jurisdiction: \"3\""));
        assertDefect(Defect.MISPLACED, "parent", () -> SmallPack.province("parent: base\n", ""));
        assertDefect(Defect.INVALID_VALUE, "from", () -> SmallPack.national("from: 2026-01-01", "from: 2026-02-30"));
        assertDefect(
                Defect.INVALID_VALUE,
                "limits/sale/workingDays",
                () -> SmallPack.national("workingDays: 5", "workingDays: -5"));
    }
}
