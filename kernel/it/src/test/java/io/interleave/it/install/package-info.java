/** The jar's command line, run as a user runs it. */
@NullMarked
package io.interleave.it.install;

import org.jspecify.annotations.NullMarked;
