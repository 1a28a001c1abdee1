/** Tests. */
@NullMarked
package org.titlechain.rules.compare;

import org.jspecify.annotations.NullMarked;
