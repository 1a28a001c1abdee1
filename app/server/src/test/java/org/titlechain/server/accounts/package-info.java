/** Tests of accounts and of what opens something without one. */
@org.jspecify.annotations.NullMarked
package org.titlechain.server.accounts;
