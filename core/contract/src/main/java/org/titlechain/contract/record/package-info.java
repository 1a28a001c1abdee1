/** Access messages recorded as what has happened: each table of a message goes to its instrument. */
@NullMarked
package org.titlechain.contract.record;

import org.jspecify.annotations.NullMarked;
