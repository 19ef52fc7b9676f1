/// The settings of a working directory: `peykare.yaml`, overridden by environment variables. Door:
/// [Settings]. All problems are reported together.
@NullMarked
package org.peykare.console.settings;

import org.jspecify.annotations.NullMarked;
