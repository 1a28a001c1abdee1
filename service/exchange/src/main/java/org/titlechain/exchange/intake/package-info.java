/**
 * The ways in which message files arrive: single files, folders, archives and the drop folders of front-end machines.
 */
@NullMarked
package org.titlechain.exchange.intake;

import org.jspecify.annotations.NullMarked;
