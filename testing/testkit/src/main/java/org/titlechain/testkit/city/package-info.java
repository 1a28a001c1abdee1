/**
 * An invented city: from a seed, parcels, buildings, units and years of registrations as access messages, with the
 * truth about them beside it. Written without any code of the product that reads them.
 */
@NullMarked
package org.titlechain.testkit.city;

import org.jspecify.annotations.NullMarked;
