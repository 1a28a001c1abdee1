package org.titlechain.ledger;

/**
 * The final place of an entry in the order.
 *
 * @param height the height of its block, from 1
 * @param index its place in the block, from 0
 */
public record Position(long height, int index) {}
