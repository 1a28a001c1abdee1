package org.titlechain.kernel.key;

import java.io.IOException;

/** A signing key cannot be had; the sentence ends with the code of the reason. */
public final class KeyException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The file is not what was written. */
        KEY_DAMAGED,
        /** The key is for another suite. */
        KEY_OF_ANOTHER_SUITE,
        /** The file with a secret, or the key's file, can be read by others. */
        KEY_OPEN_TO_OTHERS,
        /** The password or PIN is not where the key's file says. */
        KEY_SECRET_MISSING,
        /** The file is whole and the password is not its own. */
        KEY_PASSWORD_WRONG,
        /** This program was put together without the part that reaches devices. */
        DEVICE_NOT_SUPPORTED,
        /** The module library of the device cannot be loaded. */
        DEVICE_MODULE_MISSING,
        /** No token has the label, or several have. */
        DEVICE_TOKEN_MISSING,
        /** The token refuses the PIN. It is not tried again until it is another one: a device counts. */
        DEVICE_PIN_WRONG,
        /** The token has no key of the label, or several. */
        DEVICE_KEY_MISSING,
        /** The key of the label is not the one of the file, or is of another kind. */
        DEVICE_KEY_DIFFERENT,
        /** The device answers with an error of its own, which the sentence names. */
        DEVICE_ERROR
    }

    private final Reason reason;

    public KeyException(Reason reason, String sentence) {
        super(sentence + " (" + reason + ")");
        this.reason = reason;
    }

    /** Why, for programs. */
    public Reason reason() {
        return reason;
    }
}
