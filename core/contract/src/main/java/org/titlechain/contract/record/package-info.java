/** The register: access messages recorded as what has happened, one sheet for each unit. */
@NullMarked
package org.titlechain.contract.record;

import org.jspecify.annotations.NullMarked;
