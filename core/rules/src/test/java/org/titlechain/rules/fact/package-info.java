/** Tests. */
@NullMarked
package org.titlechain.rules.fact;

import org.jspecify.annotations.NullMarked;
