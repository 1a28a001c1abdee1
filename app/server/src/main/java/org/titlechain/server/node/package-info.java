/** The services of one node, put together, without the web. */
@NullMarked
package org.titlechain.server.node;

import org.jspecify.annotations.NullMarked;
