/** Register sheets and the other state that messages write, while one message is being recorded. */
@NullMarked
package org.titlechain.contract.record.register;

import org.jspecify.annotations.NullMarked;
