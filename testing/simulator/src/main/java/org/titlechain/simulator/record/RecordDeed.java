package org.titlechain.simulator.record;

import org.titlechain.model.record.Report;

/**
 * A message and what is wrong with its command.
 *
 * @param report what it says
 * @param broken whether the command lacks what every command has
 */
public record RecordDeed(Report report, boolean broken) {}
