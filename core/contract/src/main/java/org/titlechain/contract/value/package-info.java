/** The values of registration: codes, numbers, shares, areas and times, read from texts as they are sent. */
@NullMarked
package org.titlechain.contract.value;

import org.jspecify.annotations.NullMarked;
