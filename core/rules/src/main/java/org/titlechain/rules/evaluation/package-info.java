/** What packs decide about a case. */
@NullMarked
package org.titlechain.rules.evaluation;

import org.jspecify.annotations.NullMarked;
