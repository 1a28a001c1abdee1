package org.titlechain.simulator;

/**
 * One command of a history.
 *
 * @param deed what is commanded
 * @param signer the name of the key that signs it
 * @param time the time of its block, ms
 * @param startsBlock whether a new block begins with it
 */
public record Step<D>(D deed, String signer, long time, boolean startsBlock) {}
