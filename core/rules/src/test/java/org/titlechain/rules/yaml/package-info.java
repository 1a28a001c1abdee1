/** Tests. */
@NullMarked
package org.titlechain.rules.yaml;

import org.jspecify.annotations.NullMarked;
