/** The laws of the register that no rule pack can switch off: each a sentence, an article and a predicate. */
@NullMarked
package org.titlechain.contract.registration.law;

import org.jspecify.annotations.NullMarked;
