/// The console: one program that wires crawler, corpus, tokenizer and trainer together. [Main]
/// hands the command line to `cli`; `platform` opens a working directory and runs the broker, the
/// crawler and the corpus on it; `demo` walks the whole road.
@NullMarked
package org.peykare.console;

import org.jspecify.annotations.NullMarked;
