@NullMarked
package org.titlechain.simulator.defect;

import org.jspecify.annotations.NullMarked;
