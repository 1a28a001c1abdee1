/** Tests of the search tables. */
@NullMarked
package org.titlechain.query;

import org.jspecify.annotations.NullMarked;
