@NullMarked
package org.titlechain.kernel.tree;

import org.jspecify.annotations.NullMarked;
