@NullMarked
package org.titlechain.testkit.city;

import org.jspecify.annotations.NullMarked;
