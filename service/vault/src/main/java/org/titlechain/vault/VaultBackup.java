package org.titlechain.vault;

import java.nio.file.Path;
import org.rocksdb.Checkpoint;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.titlechain.vault.VaultException.Reason;

/**
 * Copies of an open vault. Data and keys are copied apart: copies of the data may be kept as long as one likes, copies
 * of the keys must be replaced by the next one, or an erased subject could be read again from an old pair. The master
 * key is in neither.
 */
public final class VaultBackup {
    private final Vault vault;

    public VaultBackup(Vault vault) {
        this.vault = vault;
    }

    /**
     * A consistent copy of the ciphertexts in a folder that does not exist yet. To restore, it becomes the folder
     * {@code data} of a vault.
     */
    public void copyData(Path folder) {
        copy(vault.records().store(), folder);
    }

    /**
     * A consistent copy of the wrapped keys in a folder that does not exist yet; take it after the data, so that no
     * ciphertext is without its key. To restore, it becomes the folder {@code keys} of a vault.
     */
    public void copyKeys(Path folder) {
        copy(vault.keys().store(), folder);
    }

    private static void copy(RocksDB store, Path folder) {
        try (Checkpoint checkpoint = Checkpoint.create(store)) {
            checkpoint.createCheckpoint(folder.toString());
        } catch (RocksDBException e) {
            throw new VaultException(Reason.STORAGE, "the vault cannot be copied", e);
        }
    }
}
