package org.titlechain.server.node;

import org.titlechain.epochs.EpochEngine;
import org.titlechain.epochs.EpochFile;
import org.titlechain.server.join.MemberJoin;

/**
 * The engines of a node, one after the other.
 *
 * @param engine the list over all of them
 * @param file this member's epochs, and how it would reach the next engine
 * @param join how members join by state, this one and others
 */
public record NodeEngine(EpochEngine engine, EpochFile file, MemberJoin join) {}
