package org.titlechain.server.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Every query parameter and path variable: its form and what it means. A value of another form is refused. */
public final class Parameters {
    /**
     * One parameter.
     *
     * @param form what a value matches as a whole
     * @param summary what it means
     * @param required whether operations that list it need it
     */
    public record Parameter(Pattern form, String summary, boolean required) {}

    private static final Map<String, Parameter> ALL = new TreeMap<>();

    static {
        optional("text", "[^\\p{Cntrl}]{0,100}", "any fragment");
        optional("cursor", "[A-Za-z0-9_=.-]{1,400}", "the field next of the list before");
        optional("limit", "[0-9]{1,3}", "items at most, 1 to 200");
        optional("sort", "[A-Za-z-]{1,30}", "the order of the list");
        optional("district", "[0-9]{2,6}", "district code or its first digits");
        optional("recType", "[0-9]{1,7}", "business code of the message, or its first digits");
        optional("from", "[0-9]{1,15}", "not before, ms");
        optional("to", "[0-9]{1,15}", "before, ms");
        optional("withFindings", "true|false", "only messages with, or without, findings");
        optional("parcel", "[0-9A-Za-z]{1,19}", "parcel code or its first characters");
        optional("kind", "[a-z-]{1,20}", "kind of unit");
        optional(
                "restricted",
                "mortgage|notice|objection|seizure|habitation|easement|restriction",
                "kind of restriction");
        optional("uploader", "[^\\p{Cntrl}]{1,100}", "name of the key that signed");
        optional("organisation", "[^\\p{Cntrl}]{1,100}", "organisation of the key that signed");
        optional("dataSource", "[^\\p{Cntrl}]{1,60}", "name of the data source");
        optional("chainType", "[^\\p{Cntrl}]{1,30}", "type of the chain");
        optional("severity", "severe|serious|ordinary|note", "severity of the finding");
        optional("code", "[A-Z0-9_]{1,60}", "code of the finding");
        optional("subject", "[^\\p{Cntrl}]{1,100}", "what the finding is about");
        optional("state", "[a-z]{3,20}", "state of the case");
        optional("waiting", "true|false", "only cases that automation left to a person, or did not");
        optional("at", "[0-9]{1,15}", "the time, ms, at which what is over by its term is told; without it now");
        optional("days", "[0-9]{1,4}", "days of the series, 1 to 366");
        optional("version", "[0-9]{1,15}", "version, from 1; without it the newest");
        required("key", "[^\\p{Cntrl}]{1,200}", "state key, such as unit/… or message/…");
        required("purpose", "[a-z][a-z-]{2,39}", "purpose code; leaves a record on the ledger");
        required("old", "[0-9]{1,18}", "height of the earlier checkpoint");
        required("new", "[0-9]{1,18}", "height of the later checkpoint");
        optional("of", "[0-9]{1,18}", "height of the subordinate chain's checkpoint; without it the newest anchored");
        optional("at", "[0-9]{1,18}", "height of this chain's checkpoint that proves it; without it the newest");
        variable("chain", "[a-z0-9.-]{1,64}", "name of a subordinate chain");
        variable("id", "[0-9A-Za-z_-]{1,60}", "identifier");
        variable("unit", "[0-9A-Za-z]{28}", "unit code");
        variable("parcelCode", "[0-9A-Za-z]{19}", "parcel code");
        variable("height", "[0-9]{1,18}", "block height");
        variable("position", "[0-9]{1,18}", "position in the log, from 0");
        variable("entry", "[0-9a-f]{64}", "entry identifier");
        variable("number", "[0-9]{1,8}", "number of the proposal");
        variable("date", "[0-9]{4}-[0-9]{2}-[0-9]{2}", "day");
        variable("secret", "[A-Za-z0-9_-]{20,100}", "the secret of the one-time link");
        variable("caseDistrict", "[0-9]{6}", "district of the case");
        variable("caseNumber", "[0-9A-Za-z-]{1,40}", "number of the case");
        required("with", "[0-9]{1,15}", "the version to compare with");
        variable("pack", "[a-z][a-z0-9.-]{0,63}", "name of the rule pack");
        variable("contract", "[a-z][a-z0-9.-]{0,63}", "name of the contract or rule pack");
        variable("packVersion", "[0-9]{1,9}", "version, from 1");
        variable("step", "[a-z-]{3,30}", "step of the case, such as accept or register");
        variable("keyId", "[0-9a-f]{64}", "identifier of a key");
        variable("member", "[a-z0-9.-]{1,64}", "name of a member");
        variable("document", "[0-9a-f]{64}", "commitment to a document");
        variable("name", "[a-z0-9][a-z0-9.-]{1,39}", "account name");
    }

    private Parameters() {}

    /** The parameter with the name. */
    public static Parameter named(String name) {
        Parameter parameter = ALL.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("parameter " + name + " is not described");
        }
        return parameter;
    }

    private static void optional(String name, String form, String summary) {
        ALL.put(name, new Parameter(Pattern.compile(form), summary, false));
    }

    private static void required(String name, String form, String summary) {
        ALL.put(name, new Parameter(Pattern.compile(form), summary, true));
    }

    private static void variable(String name, String form, String summary) {
        required(name, form, summary);
    }
}
