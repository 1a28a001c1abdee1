@NullMarked
package org.titlechain.codec;

import org.jspecify.annotations.NullMarked;
