@NullMarked
package org.titlechain.simulator;

import org.jspecify.annotations.NullMarked;
