@NullMarked
package org.titlechain.server.node;

import org.jspecify.annotations.NullMarked;
