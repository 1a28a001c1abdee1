/**
 * What registration in the platform itself does: {@code docs/registration-contract.md} and the law, in plain
 * collections.
 */
@NullMarked
package org.titlechain.model.registration;

import org.jspecify.annotations.NullMarked;
