/** Registration (登记办理): cases from the application to the archive ({@code docs/registration-contract.md}). */
@NullMarked
package org.titlechain.contract.registration;

import org.jspecify.annotations.NullMarked;
