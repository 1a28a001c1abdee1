package org.titlechain.server.accounts;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What somebody may do. The operations of each role stand in {@code authorisation.csv}. */
public enum Role {
    /** 系统管理员: accounts, tokens, configuration, the node. */
    ADMINISTRATOR,
    /** 登簿员 and gateways: bring messages in. */
    RECORDER,
    /** 查询员: look things up. */
    CLERK,
    /** 监督员: findings, statistics, daily logs. */
    SUPERVISOR,
    /** 审计员: blocks, records, who saw what. */
    AUDITOR,
    /** The right to see names and numbers of holders in full. */
    HOLDERS,
    /** 申请人: applies for registrations. */
    APPLICANT(org.titlechain.contract.governance.Role.APPLICANT),
    /** 受理人员: accepts applications. */
    ACCEPTOR(org.titlechain.contract.governance.Role.ACCEPTOR),
    /** 审核人员: reviews cases. */
    REVIEWER(org.titlechain.contract.governance.Role.REVIEWER),
    /** 登簿人员: enters cases into the register. */
    REGISTRAR(org.titlechain.contract.governance.Role.REGISTRAR),
    /** 缮证发证人员: makes and hands over certificates. */
    ISSUER(org.titlechain.contract.governance.Role.ISSUER),
    /** 档案人员: files cases away. */
    ARCHIVIST(org.titlechain.contract.governance.Role.ARCHIVIST),
    /** 安全管理员: keys on the chain. */
    SECURITY,
    /** 部门: a department's program, which looks what cases wait for and signs with a key of its own. */
    DEPARTMENT;

    private final Optional<org.titlechain.contract.governance.Role> keyRole;

    Role() {
        this.keyRole = Optional.empty();
    }

    Role(org.titlechain.contract.governance.Role keyRole) {
        this.keyRole = Optional.of(keyRole);
    }

    /** The role on the ledger of the key that the office keeps for whoever has this one; empty for those without. */
    public Optional<org.titlechain.contract.governance.Role> keyRole() {
        return keyRole;
    }

    /** The labels of the roles on the ledger that these roles have. */
    public static Set<String> keyLabels(Set<Role> roles) {
        Set<String> labels = new TreeSet<>();
        roles.forEach(role -> role.keyRole().ifPresent(key -> labels.add(key.label())));
        return labels;
    }

    /** The name in files and answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role with the label. */
    public static Optional<Role> ofLabel(String label) {
        for (Role role : values()) {
            if (role.label().equals(label)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
