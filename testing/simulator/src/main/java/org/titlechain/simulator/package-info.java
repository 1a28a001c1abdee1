/** Random histories from one seed, through the real contracts and the independent model side by side. */
@NullMarked
package org.titlechain.simulator;

import org.jspecify.annotations.NullMarked;
