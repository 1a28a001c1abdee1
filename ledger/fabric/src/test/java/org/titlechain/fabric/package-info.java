@NullMarked
package org.titlechain.fabric;

import org.jspecify.annotations.NullMarked;
