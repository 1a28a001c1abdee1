/** Tests of the interface's frame. */
@NullMarked
package org.titlechain.server.http;

import org.jspecify.annotations.NullMarked;
