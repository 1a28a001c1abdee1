package org.titlechain.kernel;

/** The chain decides by a contract version that this program does not know; nothing of that block was decided here. */
final class ProgramTooOldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProgramTooOldException(long version, long height, long newest) {
        super(sentence(version, height, newest));
    }

    static String sentence(long version, long height, long newest) {
        return "contract version " + version + " decides from block " + height
                + " on and this program knows versions up to " + newest
                + "; install a newer program, which goes on where this one stands";
    }
}
