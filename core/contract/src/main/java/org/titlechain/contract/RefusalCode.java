package org.titlechain.contract;

import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;

/** Why a command can be refused. The names are stable; the words are in {@link RefusalCatalogue}. */
public enum RefusalCode {
    COMMAND_UNKNOWN,
    COMMAND_MALFORMED,
    GENESIS_REPEATED,
    GENESIS_CHAIN_MISMATCH,
    KEY_UNKNOWN,
    KEY_REVOKED,
    KEY_NOT_VALID,
    KEY_NOT_ENTITLED,
    KEY_TO_REVOKE_UNKNOWN,
    KEY_REVOKES_ITSELF,
    KEY_KNOWN_ALREADY,
    KEY_OF_ANOTHER_ORGANISATION,
    JURISDICTION_EXCEEDED,
    OFFICES_NOT_SEPARATE,
    OFFICE_VACANT,
    CHARTER_MISSING,
    CHARTER_WITHOUT_MEMBERS,
    CHARTER_MEMBERS_DIFFER,
    PROPOSAL_NEEDED,
    PROPOSAL_UNKNOWN,
    PROPOSAL_KIND_UNKNOWN,
    PROPOSAL_CLOSED,
    PROPOSAL_EXPIRED,
    PROPOSAL_CHANGE_PENDING,
    PROPOSAL_OF_ANOTHER_ORGANISATION,
    VOTER_NOT_OF_MEMBER,
    VOTE_TO_COUNTERSIGN_MISSING,
    MEMBER_UNKNOWN,
    MEMBER_KNOWN_ALREADY,
    MEMBER_KEY_TAKEN,
    MEMBER_NOT_ACTIVE,
    MEMBER_NOT_SUSPENDED,
    CONTRACT_VERSION_NOT_NEWER,
    ENGINE_SAME,
    ENGINE_SWITCH_OPEN,
    ENGINE_SWITCH_NONE,
    ENGINE_NOT_FROZEN,
    RECORD_MALFORMED,
    RECORD_MESSAGE_ID_REUSED,
    CASE_UNKNOWN,
    CASE_NUMBER_TAKEN,
    CASE_STEP_ORDER,
    CASE_SAME_PERSON,
    CASE_QUEUED_BEHIND,
    CASE_LINKED,
    CASE_NOTICE_RUNNING,
    CASE_NOTICE_MISSING,
    CASE_NOTICE_OVER,
    CASE_NOTICE_OBJECTED,
    CASE_INSPECTION_MISSING,
    CASE_FEE_UNPAID,
    CASE_NOT_APPLICANT,
    KIND_UNKNOWN,
    FACT_UNKNOWN,
    REASON_UNKNOWN,
    EXEMPTION_UNKNOWN,
    PRINTED_SERIAL_USED,
    OFFICE_UNKNOWN,
    RULE_REFUSES,
    UNIT_NOT_REGISTERED,
    UNIT_ENDED,
    UNIT_EXISTS,
    UNIT_CODE_INVALID,
    TARGET_UNKNOWN,
    TARGET_ENDED,
    UNIT_SEIZED,
    UNIT_RESTRICTED,
    UNIT_MORTGAGED,
    UNIT_BURDENED,
    MORTGAGE_FORBIDS_TRANSFER,
    NOTICE_FORBIDS_DISPOSAL,
    OBJECTION_UNANSWERED,
    EXCLUSIVE_RIGHT_EXISTS,
    HOLDERS_INVALID,
    HOLDERS_DIFFER,
    SHARES_NOT_ONE,
    CO_OWNERSHIP_MISMATCH,
    APPLICANT_MISSING,
    MODE_NOT_ALLOWED,
    TERM_INVALID,
    TERM_TOO_LONG,
    AREA_NOT_CONSERVED,
    AUTHORITY_DIFFERS,
    CERTIFICATE_MISSING,
    MATERIAL_MISSING,
    MATERIAL_CONTRADICTED;

    /** The refusal without facts. */
    public Decision.Refused refused() {
        return new Decision.Refused(name(), Value.map().build());
    }

    /** The refusal with one fact; never personal data. */
    public Decision.Refused refused(String fact, String value) {
        return refused(Value.map().put(fact, value));
    }

    /** The refusal with its facts; never personal data. */
    public Decision.Refused refused(MapBuilder facts) {
        return new Decision.Refused(name(), facts.build());
    }
}
