package org.titlechain.contract.governance;

import java.util.Locale;
import java.util.Optional;

/** What a key may be entitled to. */
public enum Role {
    /** Founds the chain: governs it and its keys until the three administrators take over. */
    ADMINISTRATOR(1),
    /** Records messages of its districts. */
    RECORDER(1),
    /** Leaves records of who saw personal data and why. */
    VIEWER(1),
    /** 系统管理员: members, nodes, engine, versions, parameters. */
    SYSTEM,
    /** 安全管理员: keys. */
    SECURITY,
    /** 审计管理员: reads everything and countersigns votes. */
    AUDIT,
    /** Applies for registrations (申请人): a citizen, a developer, a bank. */
    APPLICANT,
    /** Accepts applications (受理). */
    ACCEPTOR,
    /** Reviews cases (审核). */
    REVIEWER,
    /** Enters cases into the register (登簿). */
    REGISTRAR,
    /** Makes and hands over certificates (缮证、发证). */
    ISSUER,
    /** Files cases away (归档). */
    ARCHIVIST,
    /** States facts of taxes. */
    TAX,
    /** States facts of housing: contracts filed, buildings completed. */
    HOUSING,
    /** States facts of civil affairs: marriage, heirs. */
    CIVIL_AFFAIRS,
    /** A court: entrusted registrations, judgments, suits. */
    COURT,
    /** States facts of loans. */
    BANK,
    /** States facts of identity. */
    POLICE,
    /** States facts of companies. */
    MARKET,
    /** States facts of surveys. */
    SURVEY,
    /** States that fees are paid. */
    FINANCE;

    private final String label = name().toLowerCase(Locale.ROOT);
    private final long since;

    Role() {
        this(2);
    }

    Role(long since) {
        this.since = since;
    }

    /** The first contract version whose commands may grant it; a vote may grant every role. */
    public long since() {
        return since;
    }

    /** Whether the label is that of one of the three administrators' offices, of which nobody holds two. */
    static boolean isOffice(String label) {
        return ofLabel(label)
                .filter(role -> role == SYSTEM || role == SECURITY || role == AUDIT)
                .isPresent();
    }

    /** The role's name on the ledger. */
    public String label() {
        return label;
    }

    /** The role with the name. */
    public static Optional<Role> ofLabel(String label) {
        for (Role role : values()) {
            if (role.label.equals(label)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
