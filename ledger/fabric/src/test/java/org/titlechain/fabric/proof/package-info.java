@NullMarked
package org.titlechain.fabric.proof;

import org.jspecify.annotations.NullMarked;
