/** Seizures (查封): pre-seizure, waiting in turn, continuation and release. */
@NullMarked
package org.titlechain.contract.record.seizure;

import org.jspecify.annotations.NullMarked;
