/**
 * A second, naive implementation of what registrations do to a unit: the oracle of the simulation. It is written from
 * the law and the documents alone, in plain collections, and shares no code with the contracts that it judges.
 */
@NullMarked
package org.titlechain.model;

import org.jspecify.annotations.NullMarked;
