package org.titlechain.device;

/** A function of a module returned another number than 0. */
final class CryptokiException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long value;

    CryptokiException(Function function, long value) {
        super(function.label() + ": " + ReturnValue.name(value));
        this.value = value;
    }

    long value() {
        return value;
    }
}
