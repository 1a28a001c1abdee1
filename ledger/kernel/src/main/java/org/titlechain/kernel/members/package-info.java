/** What the members of a chain show each other: heads, cosigned checkpoints, accusations. */
@NullMarked
package org.titlechain.kernel.members;

import org.jspecify.annotations.NullMarked;
