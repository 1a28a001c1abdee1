/** Tests. */
@NullMarked
package org.titlechain.rules.instrument;

import org.jspecify.annotations.NullMarked;
