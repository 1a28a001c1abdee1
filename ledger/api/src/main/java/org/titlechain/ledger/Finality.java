package org.titlechain.ledger;

/**
 * An engine's evidence that a block is final.
 *
 * @param engine the engine's name
 * @param height the block
 * @param evidence in the engine's own format
 */
public record Finality(String engine, long height, byte[] evidence) {}
