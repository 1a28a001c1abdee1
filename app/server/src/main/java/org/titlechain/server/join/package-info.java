/** Personal data between members: over mutual TLS, by what the chain permits, held against the chain's commitments. */
@NullMarked
package org.titlechain.server.join;

import org.jspecify.annotations.NullMarked;
