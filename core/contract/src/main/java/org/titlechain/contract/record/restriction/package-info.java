/** Restrictions of a unit (限制) and rights of habitation (居住权). */
@NullMarked
package org.titlechain.contract.record.restriction;

import org.jspecify.annotations.NullMarked;
