/** Mortgages (抵押权): general and maximum, in rank, with transfer, change and release. */
@NullMarked
package org.titlechain.contract.record.mortgage;

import org.jspecify.annotations.NullMarked;
