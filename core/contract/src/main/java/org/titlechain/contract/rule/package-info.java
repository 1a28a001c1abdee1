/** The port through which the contract of registration asks rule packs. */
@NullMarked
package org.titlechain.contract.rule;

import org.jspecify.annotations.NullMarked;
