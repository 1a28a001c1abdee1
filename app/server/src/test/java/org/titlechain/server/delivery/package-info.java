@NullMarked
package org.titlechain.server.delivery;

import org.jspecify.annotations.NullMarked;
