package org.titlechain.exchange.intake;

import java.util.List;
import java.util.Optional;
import org.titlechain.exchange.Problem;
import org.titlechain.exchange.ReplyMessage;

/**
 * What became of a message file.
 *
 * @param status in one word
 * @param messageId the message's identifier; empty when it could not be read
 * @param code a stable code when it was refused; empty otherwise
 * @param chinese the reason in Chinese; empty when there is none
 * @param english the reason in English; empty when there is none
 * @param findings codes of the findings
 * @param reply what to put beside the message, if replies are wanted
 */
public record Outcome(
        Status status,
        String messageId,
        String code,
        String chinese,
        String english,
        List<String> findings,
        Optional<ReplyMessage> reply) {
    /** What can become of a file. */
    public enum Status {
        /** On the ledger. */
        RECORDED,
        /** On the ledger since an earlier time. */
        REPEATED,
        /** Not a message, or refused by the contract; nothing was recorded. */
        REFUSED
    }

    public Outcome {
        findings = List.copyOf(findings);
    }

    /** A message that was recorded, now or earlier. */
    public static Outcome recorded(String messageId, boolean repeated, List<String> findings) {
        Status status = repeated ? Status.REPEATED : Status.RECORDED;
        ReplyMessage reply = ReplyMessage.of(messageId, true, "0000", "");
        return new Outcome(status, messageId, "", "", "", findings, Optional.of(reply));
    }

    /** A message that was refused with a code. */
    public static Outcome refused(String messageId, String code, String chinese, String english) {
        Optional<ReplyMessage> reply =
                messageId.isEmpty() ? Optional.empty() : Optional.of(ReplyMessage.of(messageId, false, code, chinese));
        return new Outcome(Status.REFUSED, messageId, code, chinese, english, List.of(), reply);
    }

    /** A file that is not a message. */
    public static Outcome refused(Problem problem) {
        return refused("", problem.code().name(), problem.chinese(), problem.english());
    }

    /** Whether nothing was recorded. */
    public boolean isRefused() {
        return status == Status.REFUSED;
    }
}
