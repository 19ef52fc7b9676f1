/// A small web of our own writing, for the demo: an encyclopedia, news sites and a blog in Persian
/// and English, with the accidents of real sites. Door: [SampleWeb].
@NullMarked
package org.peykare.console.sampleweb;

import org.jspecify.annotations.NullMarked;
