@NullMarked
package org.titlechain.exchange.privacy;

import org.jspecify.annotations.NullMarked;
