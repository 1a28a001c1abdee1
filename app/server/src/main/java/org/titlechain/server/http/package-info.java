/** How a call comes in and an answer goes out: the operation table, authorisation, headers, problems. */
@NullMarked
package org.titlechain.server.http;

import org.jspecify.annotations.NullMarked;
