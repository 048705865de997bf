/** Files that are replaced as a whole, so that nobody ever reads half of one. No threads. */
@NullMarked
package io.interleave.front.files;

import org.jspecify.annotations.NullMarked;
