/** Data folders: storing durably, finding damage, backing up. */
@NullMarked
package org.titlechain.storage;

import org.jspecify.annotations.NullMarked;
