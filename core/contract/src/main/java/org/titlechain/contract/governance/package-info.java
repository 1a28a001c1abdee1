/** Who may do what on the chain: its beginning and its keys. */
@NullMarked
package org.titlechain.contract.governance;

import org.jspecify.annotations.NullMarked;
