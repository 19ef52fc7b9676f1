/// The command line (picocli): one class per command. Exit code 0 is success, 1 a failure, 2 bad
/// input. With `--json`, machine output alone goes to standard output; messages go to standard
/// error.
@NullMarked
package org.peykare.console.cli;

import org.jspecify.annotations.NullMarked;
