/** Rule packs (审核规则): rules of registration as versioned data, read, compared, proved stricter, and evaluated. */
@NullMarked
package org.titlechain.rules;

import org.jspecify.annotations.NullMarked;
