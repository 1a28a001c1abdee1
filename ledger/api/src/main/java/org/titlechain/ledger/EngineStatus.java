package org.titlechain.ledger;

/**
 * How an engine is.
 *
 * @param engine its name
 * @param height the last committed block; 0 when there is none
 * @param waiting entries taken and not yet placed
 * @param accepting whether appends are taken now
 * @param detail one sentence for operators; never personal data
 */
public record EngineStatus(String engine, long height, long waiting, boolean accepting, String detail) {}
