package org.titlechain.storage;

import java.io.IOException;

/** Another process works in the folder. */
public final class FolderInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    public FolderInUseException(String message) {
        super(message);
    }
}
