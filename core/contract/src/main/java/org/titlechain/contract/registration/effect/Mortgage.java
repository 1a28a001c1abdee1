package org.titlechain.contract.registration.effect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.registration.application.Holder;
import org.titlechain.contract.registration.application.Item;
import org.titlechain.contract.registration.application.Refusal;

/**
 * Mortgages (抵押权登记), in rank by the time of registration (Civil Code 414). A transfer or change keeps the rank; two
 * mortgages change places only by a registration of their own (409); a release lets those behind move up.
 */
final class Mortgage implements Effect {
    private static final String KIND = "mortgage";
    private static final String TABLE = "QLF_QL_DYAQ";

    @Override
    public void apply(Entering entering, Item item) {
        Sheet sheet = entering.live(item.unit());
        switch (item.kind().subkind()) {
            case "transfer" -> assign(entering, sheet, item);
            case "change" -> change(entering, sheet, item);
            case "rank" -> rank(entering, sheet, item);
            case "release" -> {
                Registered mortgage = entering.restriction(sheet, KIND, item.target());
                entering.appliedByOne(Holder.of(mortgage.holders()), "holder");
                entering.end(sheet, mortgage);
            }
            default -> register(entering, sheet, item);
        }
    }

    private static void register(Entering entering, Sheet sheet, Item item) {
        Registered right = entering.right(sheet, item.target());
        List<Holder> mortgagees = mortgagees(item);
        Standing.free(sheet);
        Standing.unnoticed(entering, sheet, mortgagees);
        Standing.unopposed(entering, sheet);
        entering.appliedByHoldersOf(right, "obligor");
        entering.applied(mortgagees, "holder");
        Standing.convertMortgages(entering, sheet, mortgagees);
        boolean maximum = item.kind().subkind().equals("maximum");
        Map<String, String> terms = new TreeMap<>(Map.of("method", maximum ? "2" : "1", "encumbers", right.id()));
        if (item.kind().subkind().equals("construction")) {
            terms.put("property", "4");
        }
        put(entering, sheet, item, entering.restriction(sheet, item, TABLE, mortgagees, terms));
    }

    private static List<Holder> mortgagees(Item item) {
        List<Holder> holders = item.holders();
        if (holders.stream().map(Holder::party).distinct().count() != holders.size()) {
            throw Refusal.of(RefusalCode.HOLDERS_INVALID, "field", "holders");
        }
        return holders;
    }

    private static void put(Entering entering, Sheet sheet, Item item, Registered mortgage) {
        sheet.addRestriction(mortgage);
        entering.order(sheet, mortgage.id(), item.kind().certificate());
    }

    private static void assign(Entering entering, Sheet sheet, Item item) {
        Registered before = entering.restriction(sheet, KIND, item.target());
        List<Holder> mortgagees = mortgagees(item);
        entering.appliedByHoldersOf(before, "obligor");
        entering.applied(mortgagees, "holder");
        follow(entering, sheet, item, before, mortgagees);
    }

    private static void change(Entering entering, Sheet sheet, Item item) {
        Registered before = entering.restriction(sheet, KIND, item.target());
        Standing.free(sheet);
        entering.appliedByHoldersOf(before, "holder");
        for (Registered right : sheet.rights()) {
            if (before.term("encumbers").filter(right.id()::equals).isPresent()
                    || sheet.rights().size() == 1) {
                entering.appliedByHoldersOf(right, "obligor");
            }
        }
        follow(entering, sheet, item, before, Holder.of(before.holders()));
    }

    /** The changed mortgage keeps the rank of the one that it was; what the item does not say stays. */
    private static void follow(Entering entering, Sheet sheet, Item item, Registered before, List<Holder> holders) {
        Map<String, String> terms = new TreeMap<>();
        before.value()
                .find("terms")
                .ifPresent(map -> map.asMap().entries().forEach((name, text) -> terms.put(name, text.asText())));
        item.value()
                .find("terms")
                .ifPresent(map -> map.asMap().entries().forEach((name, text) -> terms.put(name, text.asText())));
        Registered after = entering.restriction(sheet, item, TABLE, holders, terms)
                .with("rankTime", rankTime(before))
                .with("previousCase", Value.of(before.caseNumber()));
        for (String field : List.of("term", "amount")) {
            Optional<Value> stays = before.value().find(field);
            if (stays.isPresent() && !item.has(field)) {
                after = after.with(field, stays.get());
            }
        }
        sheet.replaceRestriction(before, after);
        entering.end(sheet, before);
        entering.order(sheet, after.id(), item.kind().certificate());
    }

    private static Value rankTime(Registered item) {
        return item.value().find("rankTime").orElseGet(() -> Value.of(item.time()));
    }

    /** Nobody between the two may lose by it without applying too. */
    private static void rank(Entering entering, Sheet sheet, Item item) {
        Registered one = entering.restriction(sheet, KIND, item.target());
        Registered other = entering.restriction(sheet, KIND, item.text("other").orElse(""));
        if (one.id().equals(other.id())) {
            throw Refusal.malformed("other", "INVALID_VALUE");
        }
        long first = Math.min(one.rank(), other.rank());
        long last = Math.max(one.rank(), other.rank());
        for (Registered mortgage : sheet.restrictions(KIND)) {
            if (mortgage.rank() >= first && mortgage.rank() <= last) {
                entering.appliedByHoldersOf(mortgage, "holder");
            }
        }
        sheet.exchange(one, other.with("rankTime", rankTime(one)), other, one.with("rankTime", rankTime(other)));
        entering.remark(sheet, "RANK_CHANGED", Value.map().put("one", one.id()).put("other", other.id()));
    }
}
