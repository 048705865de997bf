/**
 * Pure rendering: errors to tracebacks in cell coordinates; notices and reports to text, HTML,
 * pictures and a documented JSON; the same input gives the same bytes. Knows nothing of Jupyter or
 * sockets.
 *
 * <p>The text of a report is ASCII up to the names that users chose, at most 100 columns wide, and
 * begins with a sentence. Its HTML has no styles or classes that carry meaning, no scripts and no
 * ids, so that sanitisers leave it whole.
 *
 * <p>Threads: none.
 */
@NullMarked
package io.interleave.front.render;

import org.jspecify.annotations.NullMarked;
