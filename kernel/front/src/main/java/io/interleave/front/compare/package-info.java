/**
 * Timings and what may be concluded from them: the ledger of runs, statistics of small samples, and
 * the comparison of labelled runs. Pure: measures nothing and shows nothing itself.
 *
 * <p>Threads: the {@link io.interleave.front.compare.Ledger} may be shared, all else is immutable.
 */
@NullMarked
package io.interleave.front.compare;

import org.jspecify.annotations.NullMarked;
