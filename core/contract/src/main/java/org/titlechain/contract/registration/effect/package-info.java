/** What each kind of registration does to the sheets, and what stands against it. */
@NullMarked
package org.titlechain.contract.registration.effect;

import org.jspecify.annotations.NullMarked;
