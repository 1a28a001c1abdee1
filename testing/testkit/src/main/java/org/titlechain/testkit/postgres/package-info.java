/** A PostgreSQL server for the length of a test. */
@NullMarked
package org.titlechain.testkit.postgres;

import org.jspecify.annotations.NullMarked;
