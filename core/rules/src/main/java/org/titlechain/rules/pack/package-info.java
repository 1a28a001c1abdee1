/** What a rule pack says, as values. */
@NullMarked
package org.titlechain.rules.pack;

import org.jspecify.annotations.NullMarked;
