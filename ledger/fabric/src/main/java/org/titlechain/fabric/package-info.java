/** An engine on a channel of Hyperledger Fabric, by its Gateway ({@code docs/engines.md}, "Fabric"). */
@NullMarked
package org.titlechain.fabric;

import org.jspecify.annotations.NullMarked;
