/** The embedded engine: one process, one folder, one force for each block. */
@NullMarked
package org.titlechain.embedded;

import org.jspecify.annotations.NullMarked;
