/** The laws of the register (不可关闭的登记规则), read from the sheets before and after a command and from nothing else. */
@NullMarked
package org.titlechain.model.registration.law;

import org.jspecify.annotations.NullMarked;
