package org.titlechain.crypto;

/** The device that holds a private key cannot be reached now, or refuses to sign. Nothing was signed. */
public final class SignerUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SignerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
