/** What each operation does. */
@NullMarked
package org.titlechain.server.api;

import org.jspecify.annotations.NullMarked;
