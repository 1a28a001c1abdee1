@NullMarked
package org.titlechain.exchange;

import org.jspecify.annotations.NullMarked;
