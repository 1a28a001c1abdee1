package org.titlechain.vault;

import java.util.Set;
import java.util.regex.Pattern;
import org.titlechain.vault.VaultException.Reason;

/**
 * Who wants to see personal data, and why.
 *
 * @param actor the account's reference, as it goes on the ledger
 * @param roles the roles the actor acts in
 * @param purpose a code, such as {@code case-review}
 * @param grounds a code or a case number: what the purpose rests on
 */
public record AccessRequest(String actor, Set<String> roles, String purpose, String grounds) {
    /** Codes only: free text on the ledger could carry what must not be there. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,63}");

    /** An account's reference, or {@code member/} and a member's name of up to 64 characters. */
    private static final Pattern ACTOR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,71}");

    public AccessRequest {
        roles = Set.copyOf(roles);
        require("actor", actor, ACTOR);
        require("purpose", purpose, CODE);
        require("grounds", grounds, CODE);
    }

    private static void require(String field, String value, Pattern form) {
        if (!form.matcher(value).matches()) {
            throw new VaultException(
                    Reason.REQUEST_INCOMPLETE, field + " must be a code of letters, digits and ._/-, short enough");
        }
    }
}
