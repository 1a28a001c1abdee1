/** A network for trying, on this machine: made and run from programs that the user has. */
@NullMarked
package org.titlechain.fabric.network;

import org.jspecify.annotations.NullMarked;
