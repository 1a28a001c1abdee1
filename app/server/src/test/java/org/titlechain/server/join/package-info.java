/** Tests of members that join, and join again. */
@NullMarked
package org.titlechain.server.join;

import org.jspecify.annotations.NullMarked;
