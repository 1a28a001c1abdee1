/** Stories of cases that an office handles itself, step by step, through the real contract. */
@NullMarked
package org.titlechain.testkit.registration;

import org.jspecify.annotations.NullMarked;
