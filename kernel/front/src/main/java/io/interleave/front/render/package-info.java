/**
 * Pure rendering: errors to tracebacks in cell coordinates, notices and reports to text and HTML.
 * Knows nothing of Jupyter, JSON or sockets.
 */
@NullMarked
package io.interleave.front.render;

import org.jspecify.annotations.NullMarked;
