/** Tests. */
@NullMarked
package org.titlechain.rules.evaluation;

import org.jspecify.annotations.NullMarked;
