/** Tests. */
@NullMarked
package org.titlechain.rules.condition;

import org.jspecify.annotations.NullMarked;
