@NullMarked
package org.titlechain.evm;

import org.jspecify.annotations.NullMarked;
