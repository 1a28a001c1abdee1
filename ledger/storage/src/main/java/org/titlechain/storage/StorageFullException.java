package org.titlechain.storage;

import java.io.IOException;

/** There is no room left on the disk. */
public final class StorageFullException extends IOException {
    private static final long serialVersionUID = 1L;

    public StorageFullException(String message) {
        super(message);
    }
}
