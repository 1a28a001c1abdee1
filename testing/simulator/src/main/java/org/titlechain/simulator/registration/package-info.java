/** Histories of cases that are handled in the platform itself. */
@NullMarked
package org.titlechain.simulator.registration;

import org.jspecify.annotations.NullMarked;
