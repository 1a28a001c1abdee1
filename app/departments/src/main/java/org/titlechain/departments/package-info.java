/**
 * Departments that are played (部门模拟): programs that know the SDK only, each with a key and a token of its own. What a
 * real department has to do instead stands in {@code docs/departments.md}.
 */
@NullMarked
package org.titlechain.departments;

import org.jspecify.annotations.NullMarked;
