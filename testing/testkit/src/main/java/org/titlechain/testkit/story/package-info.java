/** Registration stories: messages told one after the other, and what the register makes of them. */
@NullMarked
package org.titlechain.testkit.story;

import org.jspecify.annotations.NullMarked;
