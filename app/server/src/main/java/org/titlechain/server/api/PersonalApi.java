package org.titlechain.server.api;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeSet;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.Version;
import org.titlechain.server.accounts.Principal;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import org.titlechain.server.http.Problem;
import org.titlechain.vault.AccessRequest;
import org.titlechain.vault.Vault;
import org.titlechain.vault.VaultReader;
import org.titlechain.vault.VaultReader.Naming;
import org.titlechain.vault.VaultReader.Person;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything that shows personal data. Each view is on the ledger before anything is shown. */
public final class PersonalApi {
    private static final String NAME = "QLRMC";
    private static final String TYPE = "ZJZL";
    private static final String NUMBER = "ZJH";

    /** Versions of a sheet in which a party of a case is looked for: who has sold stands on an earlier one. */
    private static final int VERSIONS = 20;

    private final Ledger ledger;
    private final Vault vault;
    private final VaultReader reader;
    private final LedgerViews views;

    public PersonalApi(Ledger ledger, Vault vault, VaultReader reader, LedgerViews views) {
        this.ledger = ledger;
        this.vault = vault;
        this.reader = reader;
        this.views = views;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of("unitHolders", this::holders, "casePeople", this::people, "messageContent", this::content);
    }

    /** Who asks, and why, as it will stand on the ledger: the account by a keyed reference. */
    AccessRequest request(Principal principal, String purpose, String grounds) {
        String actor = HexFormat.of().formatHex(vault.nameReference("account", principal.name()));
        TreeSet<String> roles = new TreeSet<>();
        principal.roles().forEach(role -> roles.add(role.label()));
        return new AccessRequest(actor, roles, purpose, grounds);
    }

    private Answer holders(Call call) {
        String unit = call.variable("unit");
        MapValue sheet =
                ledger.find("unit/" + unit).map(LedgerViews::value).orElseThrow(() -> ErrorCode.UNIT_UNKNOWN.problem());
        List<MapValue> holders = new ArrayList<>();
        List<String> rights = new ArrayList<>();
        List<Naming> namings = new ArrayList<>();
        for (String list : List.of("rights", "restrictions")) {
            for (Value right : sheet.get(list).asList()) {
                String id = right.asMap().get("id").asText();
                String message = right.asMap().get("message").asText();
                for (Value item :
                        right.asMap().find("holders").map(Value::asList).orElse(List.of())) {
                    MapValue holder = item.asMap();
                    holders.add(holder);
                    rights.add(id);
                    namings.add(new Naming(
                            holder.get("party").asBytes(),
                            message,
                            holder.find("sealed").map(Value::asBytes)));
                }
            }
        }
        String purpose = call.parameter("purpose").orElseThrow();
        List<Person> persons = reader.persons(request(call.principal(), purpose, unit), namings);
        ArrayNode items = Json.array();
        for (int i = 0; i < persons.size(); i++) {
            ObjectNode item = holder(rights.get(i), holders.get(i), persons.get(i));
            boolean absent = persons.get(i).fields().isEmpty();
            item.put(
                    "erased",
                    persons.get(i).erased() || absent && isErased(persons.get(i).reference()));
            boolean elsewhere = absent && !item.get("erased").booleanValue();
            item.put(
                    "heldBy",
                    elsewhere ? views.recorder(namings.get(i).messageId(), unit).orElse(null) : null);
            items.add(item);
        }
        return Answer.ok(Lists.of(items, items.size(), null));
    }

    /**
     * Applicants and holders to be: from the case itself, or from the sheet, for whoever the register knows already.
     */
    private Answer people(Call call) {
        String place = "/" + call.variable("caseDistrict") + "/" + call.variable("caseNumber");
        MapValue application = ledger.find("application" + place)
                .map(LedgerViews::value)
                .orElseThrow(() -> ErrorCode.CASE_NOT_FOUND.problem());
        Map<String, Naming> people = new LinkedHashMap<>();
        application.get("applicants").asList().forEach(one -> name(people, one.asMap(), "registration" + place));
        for (Value item : application.get("items").asList()) {
            listed(item.asMap(), "holders").forEach(holder -> name(people, holder, "registration" + place));
        }
        for (Value item : application.get("items").asList()) {
            List<Version> versions =
                    ledger.history("unit/" + item.asMap().get("unit").asText(), 0, VERSIONS);
            versions.reversed().forEach(version -> replaceKnown(people, LedgerViews.value(version)));
        }
        String purpose = call.parameter("purpose").orElseThrow();
        ArrayNode items = Json.array();
        for (Person person :
                reader.persons(request(call.principal(), purpose, place.substring(1)), List.copyOf(people.values()))) {
            items.addObject()
                    .put("party", HexFormat.of().formatHex(person.reference()))
                    .put("name", person.fields().get(NAME))
                    .put("idType", person.fields().get(TYPE))
                    .put("idNumber", person.fields().get(NUMBER))
                    .put("erased", person.erased());
        }
        return Answer.ok(Lists.of(items, items.size(), null));
    }

    private static void name(Map<String, Naming> people, MapValue one, String message) {
        byte[] party = one.get("party").asBytes();
        people.putIfAbsent(HexFormat.of().formatHex(party), new Naming(party, message));
    }

    private static void replaceKnown(Map<String, Naming> people, MapValue sheet) {
        for (String list : List.of("rights", "restrictions")) {
            for (MapValue right : listed(sheet, list)) {
                for (MapValue holder : listed(right, "holders")) {
                    byte[] party = holder.get("party").asBytes();
                    Naming naming = new Naming(
                            party,
                            right.get("message").asText(),
                            holder.find("sealed").map(Value::asBytes));
                    people.computeIfPresent(HexFormat.of().formatHex(party), (key, old) -> naming);
                }
            }
        }
    }

    private static List<MapValue> listed(MapValue map, String field) {
        return map.find(field).map(Value::asList).orElse(List.of()).stream()
                .map(Value::asMap)
                .toList();
    }

    private static ObjectNode holder(String right, MapValue holder, Person person) {
        NavigableMap<String, String> fields = person.fields();
        ObjectNode node = Json.object();
        node.put("party", HexFormat.of().formatHex(person.reference()));
        node.put("right", right);
        node.put("name", fields.get(NAME));
        node.put("idType", fields.get(TYPE));
        node.put("idNumber", fields.get(NUMBER));
        node.set("share", holder.find("share").map(Json::of).orElse(null));
        node.put("order", holder.find("order").map(Value::asLong).orElse(0L));
        ObjectNode all = node.putObject("fields");
        fields.forEach(all::put);
        return node;
    }

    /** Every member learns of an erasure from the ledger, also one that never held anything. */
    private boolean isErased(byte[] reference) {
        return ledger.find("erasure/" + HexFormat.of().formatHex(reference)).isPresent();
    }

    private Answer content(Call call) {
        String id = call.variable("id");
        MapValue state = ledger.find("message/" + id)
                .map(LedgerViews::value)
                .orElseThrow(() -> ErrorCode.MESSAGE_UNKNOWN.problem());
        byte[] commitment = state.get("source").asMap().get("digest").asBytes();
        String purpose = call.parameter("purpose").orElseThrow();
        Optional<byte[]> bytes = reader.original(request(call.principal(), purpose, id), id, commitment);
        return Answer.download("application/octet-stream", bytes.orElseThrow(() -> absent(id)), "Biz" + id + ".xml");
    }

    private Problem absent(String message) {
        return vault.isDestroyed(message)
                ? ErrorCode.MESSAGE_UNKNOWN.problem("its content was erased")
                : ErrorCode.PERSONAL_DATA_ELSEWHERE.problem(views.recorder(message, "")
                        .map(name -> "held by " + name)
                        .orElse(""));
    }
}
