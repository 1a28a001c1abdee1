@NullMarked
package org.titlechain.simulator.network;

import org.jspecify.annotations.NullMarked;
