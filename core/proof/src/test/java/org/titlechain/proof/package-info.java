@NullMarked
package org.titlechain.proof;

import org.jspecify.annotations.NullMarked;
