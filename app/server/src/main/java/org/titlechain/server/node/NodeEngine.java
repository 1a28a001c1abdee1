package org.titlechain.server.node;

import org.titlechain.epochs.EpochEngine;
import org.titlechain.epochs.EpochFile;

/**
 * The engines of a node, one after the other.
 *
 * @param engine the list over all of them
 * @param file this member's epochs, and how it would reach the next engine
 */
public record NodeEngine(EpochEngine engine, EpochFile file) {}
