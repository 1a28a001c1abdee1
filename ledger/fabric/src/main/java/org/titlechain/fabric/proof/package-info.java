/**
 * Blocks of Fabric, their signatures and what they prove, with nothing but the JDK: read from bytes, without Fabric's
 * own libraries.
 */
@NullMarked
package org.titlechain.fabric.proof;

import org.jspecify.annotations.NullMarked;
