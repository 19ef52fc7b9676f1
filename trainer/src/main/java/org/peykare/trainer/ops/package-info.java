/// The one door to native code: the op pack, the device, the self test of the library.
@NullMarked
package org.peykare.trainer.ops;

import org.jspecify.annotations.NullMarked;
