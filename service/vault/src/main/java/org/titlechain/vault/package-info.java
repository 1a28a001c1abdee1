/** Personal data, encrypted under a key of each subject: the only place where it is, and the only way to it. */
@NullMarked
package org.titlechain.vault;

import org.jspecify.annotations.NullMarked;
