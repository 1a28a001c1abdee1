/** Conditions: parsed, checked against the declared facts, bounded, and evaluated without clock or chance. */
@NullMarked
package org.titlechain.rules.condition;

import org.jspecify.annotations.NullMarked;
