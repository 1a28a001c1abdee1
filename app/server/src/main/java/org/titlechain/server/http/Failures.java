package org.titlechain.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.titlechain.codec.CodecException;
import org.titlechain.crypto.SignerUnavailableException;
import org.titlechain.exchange.ExchangeException;
import org.titlechain.kernel.SubmissionException;
import org.titlechain.kernel.key.KeyException;
import org.titlechain.ledger.AppendException;
import org.titlechain.query.QueryException;
import org.titlechain.vault.VaultException;

/** What the exceptions of the layers below mean to a caller. */
final class Failures {
    private Failures() {}

    static Problem problem(Throwable thrown) {
        return switch (thrown) {
            case Problem problem -> problem;
            case CompletionException e when e.getCause() != null -> problem(e.getCause());
            case ExecutionException e when e.getCause() != null -> problem(e.getCause());
            case UncheckedIOException e when e.getCause() instanceof KeyException key -> problem(key);
            case KeyException _, SignerUnavailableException _ ->
                ErrorCode.KEY_UNREACHABLE.problem().retryAfter(5);
            case SubmissionException submission ->
                switch (submission.reason()) {
                    case WRONG_CHAIN -> ErrorCode.ENTRY_WRONG_CHAIN.problem();
                    case WRONG_SUITE -> ErrorCode.ENTRY_WRONG_SUITE.problem();
                    case INVALID_SIGNATURE -> ErrorCode.ENTRY_SIGNATURE_INVALID.problem();
                    case NODE_STOPPED -> ErrorCode.NODE_STOPPED.problem().retryAfter(30);
                };
            case AppendException.Rejected rejected ->
                switch (rejected.rejection()) {
                    case OVERLOADED -> ErrorCode.OVERLOADED.problem().retryAfter(1);
                    case STORAGE_FULL -> ErrorCode.STORAGE_FULL.problem().retryAfter(30);
                    case ENTRY_TOO_LARGE -> ErrorCode.REQUEST_TOO_LARGE.problem();
                    case STOPPED -> ErrorCode.NODE_STOPPED.problem().retryAfter(30);
                    case PASSED_OVER -> ErrorCode.ENTRY_PASSED_OVER.problem();
                };
            case AppendException.Ambiguous ambiguous ->
                ErrorCode.OUTCOME_UNKNOWN.problem().retryAfter(1);
            case ExchangeException exchange ->
                new Problem(
                        new MessageCode(exchange.problem().code()),
                        exchange.problem().english());
            case CodecException codec ->
                ErrorCode.ENTRY_MALFORMED.problem(codec.reason().name());
            case VaultException vault ->
                switch (vault.reason()) {
                    case NOT_ENTITLED -> ErrorCode.NOT_ENTITLED.problem();
                    case REQUEST_INCOMPLETE -> ErrorCode.PURPOSE_MISSING.problem();
                    case NOT_JOURNALED -> ErrorCode.VIEW_NOT_RECORDED.problem().retryAfter(5);
                    case DAMAGED, MASTER_KEY, STORAGE -> ErrorCode.INTERNAL.problem();
                };
            case QueryException query ->
                switch (query.reason()) {
                    case CURSOR_INVALID -> ErrorCode.REQUEST_FIELD_INVALID.problem("cursor");
                    case CONDITION_INVALID -> ErrorCode.REQUEST_FIELD_INVALID.problem("a condition");
                    case DATABASE, LEDGER_NOT_UNDERSTOOD -> ErrorCode.INTERNAL.problem();
                };
            case IOException io
            when isDiskFull(io) -> ErrorCode.STORAGE_FULL.problem().retryAfter(30);
            default -> ErrorCode.INTERNAL.problem();
        };
    }

    private static boolean isDiskFull(IOException thrown) {
        String message = thrown.getMessage();
        return message != null && message.contains("No space left on device");
    }
}
