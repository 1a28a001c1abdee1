/** The node as its callers meet it: real server, real HTTP. */
@NullMarked
package org.titlechain.server;

import org.jspecify.annotations.NullMarked;
