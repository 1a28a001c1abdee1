package org.titlechain.model.record;

/** What a message says has happened. */
public enum ReportKind {
    FIRST,
    TRANSFER,
    CHANGE,
    CANCELLATION,
    MORTGAGE,
    MORTGAGE_RELEASE,
    NOTICE,
    NOTICE_RELEASE,
    OBJECTION,
    OBJECTION_END,
    SEIZURE,
    WAITING_SEIZURE,
    SEIZURE_RELEASE,
    SPLIT
}
