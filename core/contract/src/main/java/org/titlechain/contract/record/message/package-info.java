/** An access message as it stands in a command, and what its record type means. */
@NullMarked
package org.titlechain.contract.record.message;

import org.jspecify.annotations.NullMarked;
