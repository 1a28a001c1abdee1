@NullMarked
package org.titlechain.ledger;

import org.jspecify.annotations.NullMarked;
