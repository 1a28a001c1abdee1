/** The change of a chain's engine, as this node takes part in it. */
@NullMarked
package org.titlechain.server.engines;

import org.jspecify.annotations.NullMarked;
