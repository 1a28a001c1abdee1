/**
 * What engines share whose order is made elsewhere, by a network of its own: the member's archive of committed blocks,
 * entries gathered into batch transactions, resubmission while an outcome is unknown. A driver adds a
 * {@link org.titlechain.driver.NativeChain} and extends {@link org.titlechain.driver.DrivenEngine}.
 */
@NullMarked
package org.titlechain.driver;

import org.jspecify.annotations.NullMarked;
