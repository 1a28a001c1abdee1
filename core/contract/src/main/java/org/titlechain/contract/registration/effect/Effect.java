package org.titlechain.contract.registration.effect;

import org.titlechain.contract.registration.application.Item;

/** What a kind of registration does to the sheets. */
@FunctionalInterface
public interface Effect {
    /**
     * Takes the item into the register as drafted so far, or throws the refusal that says what stands against it.
     * Called once when a case is accepted, to see whether it could be entered, and again when it is.
     */
    void apply(Entering entering, Item item);
}
