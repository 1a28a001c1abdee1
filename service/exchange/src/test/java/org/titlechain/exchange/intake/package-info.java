@NullMarked
package org.titlechain.exchange.intake;

import org.jspecify.annotations.NullMarked;
