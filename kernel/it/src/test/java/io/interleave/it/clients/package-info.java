/**
 * Tests with Jupyter's own clients: jupyter_client, nbclient, Jupyter Server, jupyter_kernel_test
 * and JupyterLab in Chromium. The tests themselves are in {@code src/test/python} and {@code
 * src/test/js}; here they get what they need, are run, and are reported one by one.
 *
 * <p>Threads: those of the tests only.
 */
@NullMarked
package io.interleave.it.clients;

import org.jspecify.annotations.NullMarked;
