/// A working directory in use: its layout and lock, and the broker, crawler and corpus running on
/// it. Doors: [Layout], [DirectoryLock], [Platform].
@NullMarked
package org.peykare.console.platform;

import org.jspecify.annotations.NullMarked;
