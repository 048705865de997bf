/** The course's notebooks, and the command that checks notebooks. */
@NullMarked
package io.interleave.it.notebooks;

import org.jspecify.annotations.NullMarked;
