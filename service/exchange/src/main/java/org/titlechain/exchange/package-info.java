/**
 * The files that registration offices exchange with the platforms above them: access messages, replies, daily register
 * logs, and the folders and archives in which they travel.
 */
@NullMarked
package org.titlechain.exchange;

import org.jspecify.annotations.NullMarked;
