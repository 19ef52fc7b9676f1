/// A web on loopback, hosts told apart by the Host header: [WebServer] serves any [WebContent];
/// [ArchivedWeb] is one, made of WARC files.
@NullMarked
package org.peykare.console.replay;

import org.jspecify.annotations.NullMarked;
