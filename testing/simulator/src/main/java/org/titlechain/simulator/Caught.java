package org.titlechain.simulator;

/**
 * What became of a mistake that was put in on purpose.
 *
 * @param defect its name
 * @param tried how many seeds ran, the one that noticed it among them
 * @param seed the seed that noticed it; −1 when none did
 * @param sign what was seen; empty when nothing was
 */
public record Caught(String defect, long tried, long seed, String sign) {
    /** Whether it was noticed. */
    public boolean isCaught() {
        return seed >= 0;
    }
}
