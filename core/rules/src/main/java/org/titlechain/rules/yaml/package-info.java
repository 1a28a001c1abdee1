/** Rule packs as people write them. */
@NullMarked
package org.titlechain.rules.yaml;

import org.jspecify.annotations.NullMarked;
