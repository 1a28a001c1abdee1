/** Advance notices (预告登记), their release and their conversion into the final registration. */
@NullMarked
package org.titlechain.contract.record.notice;

import org.jspecify.annotations.NullMarked;
