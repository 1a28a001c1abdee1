package org.titlechain.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.titlechain.crypto.Suite;
import org.titlechain.storage.DataCheck;
import org.titlechain.storage.Finding;

/** Checks that a key file is whole and private; whether its password is right or its device is there is not asked. */
public final class KeyFileCheck implements DataCheck {
    private final Path file;
    private final Suite suite;

    public KeyFileCheck(Path file, Suite suite) {
        this.file = file;
        this.suite = suite;
    }

    @Override
    public String name() {
        return "key " + file.getFileName();
    }

    @Override
    public void check(Consumer<Finding> findings) {
        try {
            KeyFile.check(file, suite);
        } catch (IOException e) {
            findings.accept(new Finding(file.toString(), 0, "", "", String.valueOf(e.getMessage())));
        }
    }
}
