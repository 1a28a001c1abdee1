package org.titlechain.device;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.titlechain.crypto.Signer;
import org.titlechain.kernel.key.DeviceKey;
import org.titlechain.kernel.key.KeyDevices;
import org.titlechain.kernel.key.KeyException;
import org.titlechain.kernel.key.KeyException.Reason;
import org.titlechain.kernel.key.SecretSource;

/** Keys on devices with a PKCS#11 module. A module belongs to the process, so all that is opened is shared by all. */
public final class Pkcs11Devices implements KeyDevices {
    private static final int SAMPLE_LENGTH = 32;
    private static final long EDWARDS_PAIR = 0x1055;

    /** The object identifier 1.3.101.112 of Ed25519 (RFC 8410). */
    private static final byte[] ED25519 = {0x06, 0x03, 0x2b, 0x65, 0x70};

    private static final Map<Path, Cryptoki> MODULES = new HashMap<>();
    private static final Map<TokenName, Token> TOKENS = new HashMap<>();
    private static final Map<String, DeviceSigner> SIGNERS = new HashMap<>();

    private record TokenName(Path module, String label, SecretSource secret) {}

    @Override
    public Signer open(DeviceKey key) throws KeyException {
        synchronized (SIGNERS) {
            DeviceSigner known = SIGNERS.get(key.format());
            if (known != null) {
                return known;
            }
        }
        DeviceSigner signer = signer(key);
        byte[] sample = new byte[SAMPLE_LENGTH];
        new SecureRandom().nextBytes(sample);
        // Only what shows that the device holds this key is given out; the tag keeps the sample from being anything
        // else.
        signer.signed(key.suite().signingInput("titlechain/sample/v1", sample));
        synchronized (SIGNERS) {
            SIGNERS.put(key.format(), signer);
        }
        return signer;
    }

    private static DeviceSigner signer(DeviceKey key) throws KeyException {
        return new DeviceSigner(module(key.module()), token(key), key, mechanism(key));
    }

    /**
     * The public key that a token has under the label, for a reference that is to be written.
     *
     * @param wanted the reference; its public key is not looked at
     * @throws KeyException when the token has none or several, or it is of another kind
     */
    public static byte[] publicKey(DeviceKey wanted) throws KeyException {
        Cryptoki cryptoki = module(wanted.module());
        Mechanism mechanism = mechanism(wanted);
        byte[] point = token(wanted).use((_, session) -> {
            List<Long> found = cryptoki.find(
                    session,
                    Attribute.of(Attribute.CLASS, Attribute.PUBLIC_KEY),
                    Attribute.of(Attribute.LABEL, wanted.label()));
            if (found.size() != 1) {
                throw new KeyException(
                        Reason.DEVICE_KEY_MISSING,
                        "the token " + wanted.token() + " has "
                                + (found.isEmpty() ? "no public key" : "several public keys") + " called "
                                + wanted.label());
            }
            return cryptoki.attribute(session, found.getFirst(), Attribute.EC_POINT);
        });
        byte[] key = mechanism.publicKey(point);
        if (key.length == 0) {
            throw new KeyException(
                    Reason.DEVICE_KEY_DIFFERENT,
                    "the key " + wanted.label() + " on the token " + wanted.token() + " is not one of the suite "
                            + wanted.suite().label());
        }
        return key;
    }

    /**
     * Makes a pair of keys for Ed25519 on the token; the private one never leaves it.
     *
     * @throws KeyException when there is one of the label already, or the token does not make it
     */
    public static void generate(DeviceKey wanted) throws KeyException {
        Cryptoki cryptoki = module(wanted.module());
        byte[] id = new byte[16];
        new SecureRandom().nextBytes(id);
        token(wanted).write((_, session) -> {
            if (!cryptoki.find(session, Attribute.of(Attribute.LABEL, wanted.label()))
                    .isEmpty()) {
                throw new KeyException(
                        Reason.DEVICE_KEY_DIFFERENT,
                        "the token " + wanted.token() + " has something called " + wanted.label() + " already");
            }
            cryptoki.generatePair(
                    session,
                    EDWARDS_PAIR,
                    new Attribute[] {
                        Attribute.of(Attribute.TOKEN, true),
                        Attribute.of(Attribute.PRIVATE, false),
                        Attribute.of(Attribute.VERIFY, true),
                        Attribute.of(Attribute.LABEL, wanted.label()),
                        new Attribute(Attribute.ID, id),
                        new Attribute(Attribute.EC_PARAMS, ED25519)
                    },
                    new Attribute[] {
                        Attribute.of(Attribute.TOKEN, true),
                        Attribute.of(Attribute.PRIVATE, true),
                        Attribute.of(Attribute.SENSITIVE, true),
                        Attribute.of(Attribute.EXTRACTABLE, false),
                        Attribute.of(Attribute.SIGN, true),
                        Attribute.of(Attribute.LABEL, wanted.label()),
                        new Attribute(Attribute.ID, id)
                    });
            return wanted;
        });
    }

    private static Mechanism mechanism(DeviceKey key) throws KeyException {
        try {
            return Mechanism.of(key.suite(), key.mechanism());
        } catch (IllegalArgumentException e) {
            throw new KeyException(Reason.DEVICE_KEY_DIFFERENT, String.valueOf(e.getMessage()));
        }
    }

    /** The module, loaded the first time that it is named. */
    static Cryptoki module(Path path) throws KeyException {
        synchronized (MODULES) {
            Cryptoki known = MODULES.get(path);
            if (known == null) {
                known = new Cryptoki(path);
                MODULES.put(path, known);
            }
            return known;
        }
    }

    private static Token token(DeviceKey key) throws KeyException {
        Cryptoki cryptoki = module(key.module());
        synchronized (TOKENS) {
            return TOKENS.computeIfAbsent(
                    new TokenName(key.module(), key.token(), key.secret()),
                    name -> new Token(cryptoki, name.label(), name.secret()));
        }
    }
}
