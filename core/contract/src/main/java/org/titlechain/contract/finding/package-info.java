/** What supervision finds in a registration: a code for each sentence, and the data it is judged by. */
@NullMarked
package org.titlechain.contract.finding;

import org.jspecify.annotations.NullMarked;
