package org.titlechain.driver;

import org.rocksdb.InfoLogLevel;
import org.rocksdb.Logger;

/** Keeps an archive that is opened for reading from writing a log file into its folder. */
final class SilentLogger extends Logger {
    SilentLogger() {
        super(InfoLogLevel.FATAL_LEVEL);
    }

    @Override
    protected void log(InfoLogLevel level, String message) {
        // What matters is thrown.
    }
}
