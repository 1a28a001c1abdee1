package org.titlechain.contract.registration.process;

import java.util.Locale;

/** Where a case stands. */
public enum CaseState {
    /** 申请 */
    APPLIED,
    /** 受理 */
    ACCEPTED,
    /** 补正 */
    SUPPLEMENTING,
    /** 公告 */
    ANNOUNCED,
    /** 初审、复审 passed, not yet the last level */
    REVIEWED,
    /** 核定 */
    APPROVED,
    /** 登簿 */
    REGISTERED,
    /** 缮证 */
    CERTIFIED,
    /** 发证 */
    ISSUED,
    /** 归档 */
    ARCHIVED,
    /** 不予受理 */
    DECLINED,
    /** 不予登记 */
    REFUSED,
    /** 撤回 */
    WITHDRAWN;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The state's name on the ledger. */
    public String label() {
        return label;
    }

    /** Whether no step follows: archived, or ended without an entry. */
    public boolean ended() {
        return this == ARCHIVED || this == DECLINED || this == REFUSED || this == WITHDRAWN;
    }

    /** The state with the name. */
    public static CaseState ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
