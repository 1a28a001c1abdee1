/** What rules may know about a case. */
@NullMarked
package org.titlechain.rules.fact;

import org.jspecify.annotations.NullMarked;
