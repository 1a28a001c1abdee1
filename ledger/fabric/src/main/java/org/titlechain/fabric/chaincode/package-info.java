/** The chaincode of the order: it writes no state. */
@NullMarked
package org.titlechain.fabric.chaincode;

import org.jspecify.annotations.NullMarked;
