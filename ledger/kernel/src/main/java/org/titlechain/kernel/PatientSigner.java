package org.titlechain.kernel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.SignerUnavailableException;
import org.titlechain.crypto.Suite;

/**
 * The member's key, waited for when it is on a device that is away: the engine holds the block for ever, so signing can
 * wait, as storing waits for a full disk. Nothing is acknowledged meanwhile, and the status says why.
 */
final class PatientSigner implements Signer {
    private static final long PAUSE_MILLISECONDS = 500;

    private final Signer signer;
    private final BooleanSupplier closing;
    private final Consumer<String> status;

    /**
     * @param closing whether the member ends; then nothing is waited for
     * @param status is told why it waits, and {@code ""} when it does no more
     */
    PatientSigner(Signer signer, BooleanSupplier closing, Consumer<String> status) {
        this.signer = signer;
        this.closing = closing;
        this.status = status;
    }

    @Override
    public Suite suite() {
        return signer.suite();
    }

    @Override
    public byte[] publicKey() {
        return signer.publicKey();
    }

    @Override
    public byte[] sign(byte[] message) {
        while (true) {
            try {
                byte[] signature = signer.sign(message);
                status.accept("");
                return signature;
            } catch (SignerUnavailableException e) {
                if (closing.getAsBoolean()) {
                    throw e;
                }
                status.accept("the node's key is waited for: " + e.getMessage());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLISECONDS));
            }
        }
    }
}
