/** The register while one command is being decided: sheets, certificates, parcels and cases. */
@NullMarked
package org.titlechain.contract.register;

import org.jspecify.annotations.NullMarked;
