/** Tests of rule packs. */
@NullMarked
package org.titlechain.rules;

import org.jspecify.annotations.NullMarked;
