package org.titlechain.vault;

/**
 * The key that all other keys of the vault are wrapped under. A hardware module can stand behind it: the vault never
 * sees the key itself.
 *
 * <p>May be called by several threads.
 */
public interface MasterKey {
    /**
     * Encrypts and authenticates the key together with the context, which {@link #unwrap} must be given again.
     *
     * @param key 16 to 64 bytes
     * @param context what the key is for; not secret
     */
    byte[] wrap(byte[] key, byte[] context);

    /**
     * The key that was wrapped.
     *
     * @throws VaultException with {@code DAMAGED} when the bytes were not wrapped by this master key for this context
     */
    byte[] unwrap(byte[] wrapped, byte[] context);
}
