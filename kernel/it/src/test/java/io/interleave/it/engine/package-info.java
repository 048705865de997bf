/** The engine with a real cell JVM behind it, agent and all. */
@NullMarked
package io.interleave.it.engine;

import org.jspecify.annotations.NullMarked;
