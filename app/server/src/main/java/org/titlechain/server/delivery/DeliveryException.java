package org.titlechain.server.delivery;

import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Problem;

/** Why another member's data did not come, with the member's name. Never holds personal data. */
public final class DeliveryException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String member;

    /** What kind of trouble; the names travel between members. */
    public enum Reason {
        /** Nobody answers at the member's address, or no address is known. */
        HOLDER_UNREACHABLE(ErrorCode.HOLDER_UNREACHABLE),
        /** One of the two did not believe the other's certificate. */
        CERTIFICATE_REFUSED(ErrorCode.HOLDER_CERTIFICATE_REFUSED),
        /** The chain knows of no share that covers it. */
        SHARE_MISSING(ErrorCode.SHARE_MISSING),
        /** The member does not hold it, or not any more. */
        NOT_HELD(ErrorCode.DELIVERY_NOT_HELD),
        /** A value does not lead to its commitment on the ledger. */
        VALUE_WRONG(ErrorCode.DELIVERED_VALUE_WRONG),
        /** The member could not record the view, so it shows nothing. */
        NOT_RECORDED(ErrorCode.VIEW_NOT_RECORDED),
        /** The request or the answer is not of the protocol. */
        MALFORMED(ErrorCode.HOLDER_UNREACHABLE);

        private final ErrorCode code;

        Reason(ErrorCode code) {
            this.code = code;
        }

        /** What a caller of the interface is told. */
        public ErrorCode code() {
            return code;
        }

        static Reason named(String name) {
            for (Reason reason : values()) {
                if (reason.name().equals(name)) {
                    return reason;
                }
            }
            return MALFORMED;
        }
    }

    DeliveryException(Reason reason, String member) {
        super(reason + " " + member);
        this.reason = reason;
        this.member = member;
    }

    DeliveryException(Reason reason, String member, Throwable cause) {
        super(reason + " " + member, cause);
        this.reason = reason;
        this.member = member;
    }

    public Reason reason() {
        return reason;
    }

    /** The member that was asked. */
    public String member() {
        return member;
    }

    /** What a caller of the interface is told. */
    public Problem problem() {
        return reason.code().problem(member);
    }
}
