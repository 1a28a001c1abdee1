/** People and programs that may call: accounts, passwords, sessions, tokens, roles. */
@NullMarked
package org.titlechain.server.accounts;

import org.jspecify.annotations.NullMarked;
