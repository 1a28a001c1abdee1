package org.titlechain.contract.registration.effect;

import java.util.LinkedHashMap;
import java.util.Map;
import org.titlechain.contract.registration.application.Item;

/** Every kind of registration and what it does. */
public final class Effects {
    private final Map<String, Effect> kinds = new LinkedHashMap<>();

    public Effects() {
        Division division = new Division();
        kinds.put("change/split", division);
        kinds.put("change/merger", division);
        kinds.put("first", new First());
        kinds.put("transfer", new Transfer());
        kinds.put("change", new Alteration());
        kinds.put("correction", new Alteration());
        kinds.put("cancellation", new Cancellation());
        kinds.put("objection", new Objection());
        kinds.put("notice", new Notice());
        kinds.put("mortgage", new Mortgage());
        kinds.put("seizure", new Seizure());
        kinds.put("habitation", new Habitation());
        kinds.put("easement", new Easement());
        kinds.put("restriction", new Restriction());
        kinds.put("certificate", new Recertification());
    }

    /** Takes the item into the register as drafted. */
    public void apply(Entering entering, Item item) {
        Effect effect = kinds.get(item.kind().name());
        if (effect == null) {
            effect = kinds.get(item.kind().kind());
        }
        if (effect == null) {
            throw new IllegalStateException("no effect for " + item.kind().name());
        }
        effect.apply(entering, item);
    }
}
