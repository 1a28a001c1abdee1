/** Departments that are played, against a real node. */
@NullMarked
package org.titlechain.departments;

import org.jspecify.annotations.NullMarked;
