/**
 * For programs that write to a chain: build an entry, have it signed wherever the key is, submit it, wait for its
 * decision, and verify the receipt without trusting the node that gave it.
 */
@NullMarked
package org.titlechain.client;

import org.jspecify.annotations.NullMarked;
