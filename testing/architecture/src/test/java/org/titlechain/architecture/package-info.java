/** The build as a reviewer: what a person would object to in review fails here first. */
@NullMarked
package org.titlechain.architecture;

import org.jspecify.annotations.NullMarked;
