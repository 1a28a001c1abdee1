/** Applications (申请) as they stand in commands and in the state, and the tables of kinds, facts, fees and codes. */
@NullMarked
package org.titlechain.contract.registration.application;

import org.jspecify.annotations.NullMarked;
