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

    public AccessRequest {
        roles = Set.copyOf(roles);
        require("actor", actor);
        require("purpose", purpose);
        require("grounds", grounds);
    }

    private static void require(String field, String value) {
        if (!CODE.matcher(value).matches()) {
            throw new VaultException(
                    Reason.REQUEST_INCOMPLETE, field + " must be a code of 1 to 64 letters, digits and ._/-");
        }
    }
}
