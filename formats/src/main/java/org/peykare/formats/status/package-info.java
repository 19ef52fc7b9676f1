/// What each process of the platform says about itself: the value of topic `status`, so that the
/// platform can be watched in the same way whether its roles share a process or not. See
/// `formats/topics.md`.
@NullMarked
package org.peykare.formats.status;

import org.jspecify.annotations.NullMarked;
