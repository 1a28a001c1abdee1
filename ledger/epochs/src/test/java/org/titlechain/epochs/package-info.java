@NullMarked
package org.titlechain.epochs;

import org.jspecify.annotations.NullMarked;
