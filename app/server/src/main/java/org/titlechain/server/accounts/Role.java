package org.titlechain.server.accounts;

import java.util.Locale;
import java.util.Optional;

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
    APPLICANT,
    /** 受理人员: accepts applications. */
    ACCEPTOR,
    /** 审核人员: reviews cases. */
    REVIEWER,
    /** 登簿人员: enters cases into the register. */
    REGISTRAR,
    /** 缮证发证人员: makes and hands over certificates. */
    ISSUER,
    /** 档案人员: files cases away. */
    ARCHIVIST,
    /** 安全管理员: keys on the chain. */
    SECURITY;

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
