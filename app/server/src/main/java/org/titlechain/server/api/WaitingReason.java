package org.titlechain.server.api;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why automation leaves a case to a person ({@code docs/registration-contract.md}, Automation), in words. What the
 * contract refused has the words of its refusal instead.
 */
enum WaitingReason {
    KIND_NEEDS_PEOPLE(
            "该类型登记须由工作人员办理", "Registrations of this kind are handled by people", "请按一般程序受理。", "Accept it as usual."),
    FACT_CONTRADICTED(
            "各部门对代替材料的事实说法不一",
            "Departments contradict each other about the fact that stands for the material",
            "请有关部门核实，或请申请人提交书面材料。",
            "Have the departments check it, or ask for the document."),
    FACT_NOT_CONFIRMED(
            "代替材料的事实尚无部门确认",
            "No department has confirmed the fact that stands for the material",
            "请有关部门上链确认，或请申请人提交书面材料。",
            "Have the department confirm it, or ask for the document."),
    CASE_LINKED(
            "该业务与其他业务关联，须一并登簿",
            "The case is linked with others and is entered together with them",
            "请受理全部关联业务。",
            "Accept all of them."),
    IDENTITY_NOT_CONFIRMED(
            "申请人身份未经确认",
            "Nobody has confirmed who the applicants are",
            "请当面查验身份，或请公安部门上链确认。",
            "Check it at the window, or have the police confirm it."),
    CONSENT_NOT_CONFIRMED(
            "申请人未确认本次申请的内容",
            "The applicants have not agreed to what is applied for",
            "请当面核实申请人的意愿。",
            "Ask the applicants in person."),
    OFFICE_UNKNOWN(
            "该区县尚未设置证号规则",
            "How certificates of the county are numbered is not set",
            "请系统管理员设置省区市简称和市县全称。",
            "Have an administrator set prefix and county."),
    RULE_NEEDS_PEOPLE("审核规则要求人工判断", "A rule wants a person to judge", "请按该规则的说明审核。", "Review it as the rule says.");

    private final String chinese;
    private final String english;
    private final String remedyChinese;
    private final String remedyEnglish;

    WaitingReason(String chinese, String english, String remedyChinese, String remedyEnglish) {
        this.chinese = chinese;
        this.english = english;
        this.remedyChinese = remedyChinese;
        this.remedyEnglish = remedyEnglish;
    }

    /** The reason with the code; empty where the code is that of a refusal. */
    static Optional<WaitingReason> named(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.name().equals(code))
                .findFirst();
    }

    String chinese() {
        return chinese;
    }

    String english() {
        return english;
    }

    String remedyChinese() {
        return remedyChinese;
    }

    String remedyEnglish() {
        return remedyEnglish;
    }
}
