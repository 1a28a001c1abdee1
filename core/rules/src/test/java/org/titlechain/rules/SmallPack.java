package org.titlechain.rules;

import org.titlechain.rules.pack.RulePack;
import org.titlechain.rules.yaml.PackYaml;

/** A pack of two rules that tests alter. */
public final class SmallPack {
    public static final String NATIONAL = """
            pack: base
            version: 1
            level: national
            jurisdiction: ""
            title: {zh: 试验包, en: Trial pack}
            from: 2026-01-01
            facts:
              - {name: unit.seized, type: bool, meaning: {zh: 查封, en: seized}}
              - {name: item.shares, type: shares, meaning: {zh: 份额, en: shares}}
              - {name: case.date, type: date, meaning: {zh: 当日, en: today}}
              - {name: case.materials, type: texts, meaning: {zh: 材料, en: papers}}
              - {name: unit.mortgages, type: integer, meaning: {zh: 抵押, en: mortgages}}
            rules:
              - id: not-seized
                sentence: {zh: 被查封的不动产不得转移。, en: A seized unit is not transferred.}
                article: 城市房地产管理法 38(2)
                kinds: [transfer]
                moments: [acceptance, registration]
                condition: "!unit.seized"
                severity: refuse
                remedy: {zh: 待解封。, en: Wait for the release.}
              - id: shares-one
                sentence: {zh: 份额之和为一。, en: Shares sum to one.}
                article: 民法典 298
                kinds: [transfer/sale]
                moments: [review]
                condition: sum(item.shares) == share('1/1')
                severity: warn
                remedy: {zh: 改正份额。, en: Mend the shares.}
                exemptible: true
            materials:
              - {id: identity, name: {zh: 身份证明, en: Proof of identity}, article: 条例 16, kinds: [all]}
            limits:
              - {id: statutory, kinds: [all], workingDays: 30, article: 条例 20}
              - {id: sale, kinds: [transfer/sale], workingDays: 5, article: 条例 20}
            fees:
              - {id: house, name: {zh: 登记费, en: Fee}, article: 民法典 223, kinds: [transfer], fen: 8000}
            exemptions:
              - id: many-mortgages
                of: fee/house
                kinds: [transfer/sale]
                condition: unit.mortgages > 2
                reason: {zh: 试验, en: trial}
                article: none
            examples:
              - id: free
                kind: transfer/sale
                moment: acceptance
                facts: {unit.seized: false}
                expect: {not-seized: met}
              - id: seized
                kind: transfer/gift
                moment: registration
                facts: {unit.seized: true}
                expect: {not-seized: breached}
              - id: halves
                kind: transfer/sale
                moment: review
                facts: {item.shares: [1/3, 2/3]}
                expect: {shares-one: met}
              - id: thirds
                kind: transfer/sale
                moment: review
                facts: {item.shares: [1/3, 1/3]}
                expect: {shares-one: breached}
            """;

    public static final String PROVINCE = """
            pack: base-33
            version: 1
            level: province
            jurisdiction: "33"
            parent: base
            title: {zh: 试验省包, en: Trial province}
            from: 2026-01-01
            facts:
              - {name: unit.objections, type: integer, meaning: {zh: 异议, en: objections}}
            rules:
              - id: no-objection
                sentence: {zh: 有异议登记须人工审核。, en: A person looks at units under objection.}
                article: 实施细则 84
                kinds: [transfer]
                moments: [review]
                condition: unit.objections == 0
                severity: human
                remedy: {zh: 书面声明。, en: A statement.}
            raises:
              - {rule: base/shares-one, severity: refuse, reason: {zh: 更严, en: stricter}}
            materials:
              - {id: tax-proof, name: {zh: 完税证明, en: Proof of tax}, article: 契税法 11, kinds: [transfer/sale]}
            limits:
              - {id: sale-33, kinds: [transfer/sale], workingDays: 3, article: 省规定}
            examples:
              - id: none
                kind: transfer/sale
                moment: review
                facts: {unit.objections: 0}
                expect: {no-objection: met}
              - id: one
                kind: transfer/sale
                moment: review
                facts: {unit.objections: 1}
                expect: {no-objection: breached}
            """;

    private SmallPack() {}

    public static RulePack national() {
        return PackYaml.read(NATIONAL);
    }

    /** The national pack with a part of its text replaced; the part must be there. */
    public static RulePack national(String part, String replacement) {
        return PackYaml.read(altered(NATIONAL, part, replacement));
    }

    public static RulePack province() {
        return PackYaml.read(PROVINCE);
    }

    /** The province's pack with a part of its text replaced; the part must be there. */
    public static RulePack province(String part, String replacement) {
        return PackYaml.read(altered(PROVINCE, part, replacement));
    }

    private static String altered(String text, String part, String replacement) {
        if (!text.contains(part)) {
            throw new IllegalArgumentException("the pack does not say " + part);
        }
        return text.replace(part, replacement);
    }
}
