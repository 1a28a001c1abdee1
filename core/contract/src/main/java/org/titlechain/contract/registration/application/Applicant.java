package org.titlechain.contract.registration.application;

import java.util.List;
import org.titlechain.codec.Value;

/**
 * A party to an application; whoever acts for it stands in the application too.
 *
 * @param party the party's reference
 * @param as {@code holder} (权利人), {@code obligor} (义务人) or {@code third} (利害关系人)
 */
public record Applicant(Value party, String as) {
    private static final List<String> FIELDS = List.of("party", "as", "agent", "guardian");
    private static final List<String> SIDES = List.of("holder", "obligor", "third");
    private static final List<String> ACTING = List.of("party", "document");

    static Applicant read(Fields fields) {
        fields.only(FIELDS);
        for (String acting : List.of("agent", "guardian")) {
            if (fields.has(acting)) {
                Fields one = fields.fields(acting).only(ACTING);
                one.digest("party");
                one.digest("document");
            }
        }
        return new Applicant(fields.digest("party"), fields.oneOf("as", SIDES));
    }
}
