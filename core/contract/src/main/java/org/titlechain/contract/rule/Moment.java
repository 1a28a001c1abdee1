package org.titlechain.contract.rule;

import java.util.Locale;

/** When in the life of a case a rule is asked. */
public enum Moment {
    /** 受理 */
    ACCEPTANCE,
    /** 审核, at each level */
    REVIEW,
    /** 登簿 */
    REGISTRATION;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The moment's name in facts and packs. */
    public String label() {
        return label;
    }
}
