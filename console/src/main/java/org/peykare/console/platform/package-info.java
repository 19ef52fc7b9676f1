/// A working directory in use: its layout and lock, and the broker, crawler and corpus running on
/// it. Doors: [Platform] opens it, [Operations] is what can be asked of it. [LocalOperations]
/// answers from topics and files; where another process holds the directory, `rest` asks that one.
@NullMarked
package org.peykare.console.platform;

import org.jspecify.annotations.NullMarked;
