/** The direction in which packages may know each other, asserted on the compiled classes. */
@NullMarked
package io.interleave.it.architecture;

import org.jspecify.annotations.NullMarked;
