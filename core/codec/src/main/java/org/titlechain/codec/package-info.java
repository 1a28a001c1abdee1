/**
 * Canonical bytes and the values they stand for.
 *
 * <p>The format is the deterministic subset of CBOR (RFC 8949, section 4.2.1) that {@code docs/formats.md} fixes: every
 * value has exactly one encoding, and the decoder refuses every other one.
 */
@NullMarked
package org.titlechain.codec;

import org.jspecify.annotations.NullMarked;
