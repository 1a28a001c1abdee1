/** What a message of an existing system does to the register: {@code docs/register-model.md} in plain collections. */
@NullMarked
package org.titlechain.model.record;

import org.jspecify.annotations.NullMarked;
