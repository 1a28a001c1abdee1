/** Tests. */
@NullMarked
package org.titlechain.rules.strict;

import org.jspecify.annotations.NullMarked;
