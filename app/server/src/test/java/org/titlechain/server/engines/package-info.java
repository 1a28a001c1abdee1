@NullMarked
package org.titlechain.server.engines;

import org.jspecify.annotations.NullMarked;
