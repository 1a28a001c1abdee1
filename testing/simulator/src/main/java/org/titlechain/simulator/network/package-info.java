/**
 * Members, their order, witnesses and clients in one thread from one seed, with everything that can go wrong between
 * them.
 */
@NullMarked
package org.titlechain.simulator.network;

import org.jspecify.annotations.NullMarked;
