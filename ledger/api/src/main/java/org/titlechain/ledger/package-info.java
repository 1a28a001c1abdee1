/** The waist: what TitleChain asks of a blockchain, and nothing more. */
@NullMarked
package org.titlechain.ledger;

import org.jspecify.annotations.NullMarked;
