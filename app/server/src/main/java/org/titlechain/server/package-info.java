/** The node as a program: data folder, configuration, composition, start and stop. */
@NullMarked
package org.titlechain.server;

import org.jspecify.annotations.NullMarked;
