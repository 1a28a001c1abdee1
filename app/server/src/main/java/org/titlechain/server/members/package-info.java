/** The other members' nodes: how they are reached, and the watch over them. */
@NullMarked
package org.titlechain.server.members;

import org.jspecify.annotations.NullMarked;
