/** The commands {@code rule.…}: how a pack is proposed, voted, activated and retired, and how cases find it. */
@NullMarked
package org.titlechain.rules.instrument;

import org.jspecify.annotations.NullMarked;
