/** What every ledger engine must do, as tests that each engine inherits; and the engines and disks that tests need. */
@NullMarked
package org.titlechain.testkit.ledger;

import org.jspecify.annotations.NullMarked;
