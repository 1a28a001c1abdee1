/** The code lists of the data standard, as versioned data. */
@NullMarked
package org.titlechain.contract.codelist;

import org.jspecify.annotations.NullMarked;
