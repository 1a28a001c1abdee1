package org.titlechain.exchange.privacy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.titlechain.exchange.Catalogue;
import org.titlechain.exchange.Catalogue.Attribute;

/**
 * Says of every attribute of every table what may be on the ledger. What the standard does not know is personal.
 * Immutable; made once at start.
 */
public final class PrivacyMap {
    /**
     * What is done with the value of an attribute.
     *
     * @param handling where it goes
     * @param formKey the key of the form that a public value must have; {@code -} for what is not public
     */
    public record Rule(Handling handling, String formKey) {}

    /** Why attributes of a handling are kept, and for how long. */
    public record Reason(String ledger, String purpose, String legalBasis, String retention) {}

    private static final Rule UNKNOWN = new Rule(Handling.PERSONAL, "-");
    private static final PrivacyMap NATIONAL = new PrivacyMap(Catalogue.national());
    /** Elements of the head with the form they must have; others are unknown and stay off the ledger. */
    private static final Map<String, PublicForm> HEAD = head();

    private final Map<String, Map<String, Rule>> rules = new HashMap<>();
    private final Set<String> vaultTables = new TreeSet<>();
    private final Map<Handling, Reason> reasons = new TreeMap<>();
    private final Map<String, PublicForm> forms = new HashMap<>();
    private final Map<PublicForm, Set<String>> words = new HashMap<>();

    private PrivacyMap(Catalogue catalogue) {
        for (PublicForm form : PublicForm.values()) {
            words.put(form, Set.of());
        }
        for (Attribute attribute : catalogue.attributes()) {
            Handling handling = Handling.ofKey(attribute.handling());
            if (handling == Handling.PUBLIC) {
                forms.put(attribute.type(), PublicForm.ofKey(attribute.type()));
            }
            if (handling == Handling.SPATIAL || attribute.table().startsWith("FJ_F_")) {
                vaultTables.add(attribute.table());
            }
            rules.computeIfAbsent(attribute.table(), key -> new HashMap<>())
                    .put(attribute.name(), new Rule(handling, attribute.type()));
        }
        for (String[] line : Catalogue.read("handling.tsv")) {
            reasons.put(Handling.ofKey(line[0]), new Reason(line[1], line[2], line[3], line[4]));
        }
        for (String[] line : Catalogue.read("words.tsv")) {
            words.put(PublicForm.ofKey(line[0]), Set.copyOf(List.of(line[1].split(" "))));
        }
    }

    /** The map for the tables of the national standard. */
    public static PrivacyMap national() {
        return NATIONAL;
    }

    /** What is done with the attribute; personal when it is not listed. */
    public Rule rule(String table, String attribute) {
        return rules.getOrDefault(table, Map.of()).getOrDefault(attribute, UNKNOWN);
    }

    /** Why attributes of this handling are kept. */
    public Reason reason(Handling handling) {
        Reason reason = reasons.get(handling);
        if (reason == null) {
            throw new IllegalStateException("handling.tsv has no line " + handling.key());
        }
        return reason;
    }

    /** Whether rows of the table go to the vault as a whole, with nothing but their number on the ledger. */
    public boolean isVaultTable(String table) {
        return vaultTables.contains(table);
    }

    /** Whether a value of a public attribute has the form that lets it be on the ledger. */
    public boolean fits(Rule rule, String value) {
        PublicForm form = forms.get(rule.formKey());
        return form != null && form.fits(value, words.getOrDefault(form, Set.of()));
    }

    /** Whether the element of the head is known and its text has the form that lets it be on the ledger. */
    public boolean fitsHead(String element, String text) {
        PublicForm form = HEAD.get(element);
        return form != null && form.fits(text, Set.of());
    }

    /** Whether the standard or a known sender uses the element in the head. */
    public boolean isKnownHead(String element) {
        return HEAD.containsKey(element);
    }

    private static Map<String, PublicForm> head() {
        Map<String, PublicForm> head = new LinkedHashMap<>();
        for (String element : List.of("ASID", "RecType", "RightType", "RegType", "IsRoutine", "Mark")) {
            head.put(element, PublicForm.CODE);
        }
        for (String element : List.of("BizMsgID", "RecFlowID", "PreBdcdyid", "PreQlid")) {
            head.put(element, PublicForm.BUSINESS);
        }
        head.put("AreaCode", PublicForm.DISTRICT);
        head.put("CreateDate", PublicForm.DATE);
        head.put("RegOrgID", PublicForm.ORGANISATION);
        head.put("ParcelID", PublicForm.PARCEL);
        head.put("EstateNum", PublicForm.UNIT);
        head.put("PreEstateNum", PublicForm.UNIT);
        head.put("PreCertID", PublicForm.CERTIFICATE);
        head.put("PreProofID", PublicForm.CERTIFICATE);
        head.put("CertCount", PublicForm.NUMBER);
        head.put("ProofCount", PublicForm.NUMBER);
        head.put("DigitalSign", PublicForm.SIGNATURE);
        return head;
    }
}
