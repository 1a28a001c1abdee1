package org.titlechain.device;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.SignerUnavailableException;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.key.DeviceKey;
import org.titlechain.kernel.key.KeyException;
import org.titlechain.kernel.key.KeyException.Reason;

/**
 * Signs with a key on a token. Each signature is verified before it leaves: a device that errs, or another key under
 * the same label, is noticed here and not by whoever reads the ledger.
 */
final class DeviceSigner implements Signer {
    private final Cryptoki cryptoki;
    private final Token token;
    private final DeviceKey key;
    private final Mechanism mechanism;
    private final byte[] publicKey;

    DeviceSigner(Cryptoki cryptoki, Token token, DeviceKey key, Mechanism mechanism) {
        this.cryptoki = cryptoki;
        this.token = token;
        this.key = key;
        this.mechanism = mechanism;
        this.publicKey = key.publicKey().clone();
    }

    @Override
    public Suite suite() {
        return key.suite();
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            return signed(message);
        } catch (KeyException e) {
            throw new SignerUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The same with the reason of a failure. */
    byte[] signed(byte[] message) throws KeyException {
        byte[] input = mechanism.input(publicKey, message);
        byte[] answer = token.use((connection, session) ->
                cryptoki.sign(session, mechanism.number(), handle(connection, session), input));
        byte[] signature = mechanism.signature(answer);
        if (!key.suite().signatures().verify(publicKey, message, signature)) {
            throw new KeyException(
                    Reason.DEVICE_KEY_DIFFERENT,
                    "the key " + key.label() + " on the token " + key.token()
                            + " signed, and the public key in the key's file does not verify it");
        }
        return signature;
    }

    private long handle(Token.Connection connection, long session) throws CryptokiException, KeyException {
        Long known = connection.keys().get(key.label());
        if (known == null) {
            known = find(session);
            connection.keys().put(key.label(), known);
        }
        return known;
    }

    private long find(long session) throws CryptokiException, KeyException {
        List<Long> found = cryptoki.find(
                session,
                Attribute.of(Attribute.CLASS, Attribute.PRIVATE_KEY),
                Attribute.of(Attribute.TOKEN, true),
                Attribute.of(Attribute.LABEL, key.label()));
        if (found.size() != 1) {
            throw new KeyException(
                    Reason.DEVICE_KEY_MISSING,
                    "the token " + key.token() + " has " + (found.isEmpty() ? "no private key" : "several private keys")
                            + " called " + key.label());
        }
        if (key.suite() == Suite.INTERNATIONAL && kind(session, found.getFirst()) != Attribute.EDWARDS_CURVE_KEY) {
            throw new KeyException(
                    Reason.DEVICE_KEY_DIFFERENT,
                    "the key " + key.label() + " on the token " + key.token() + " is not one for Ed25519");
        }
        return found.getFirst();
    }

    private long kind(long session, long object) throws CryptokiException {
        byte[] kind = cryptoki.attribute(session, object, Attribute.KEY_TYPE);
        return kind.length == Long.BYTES
                ? ByteBuffer.wrap(kind).order(ByteOrder.nativeOrder()).getLong()
                : -1;
    }
}
