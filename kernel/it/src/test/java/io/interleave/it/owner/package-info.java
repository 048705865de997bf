/** Who owns a thread, a task and an output, in a real JVM with the agent. */
@NullMarked
package io.interleave.it.owner;

import org.jspecify.annotations.NullMarked;
