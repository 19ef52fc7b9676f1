/// Lines that recur across a host: notes, calls to subscribe, addresses of the office. [LineCount]
/// counts the lines of a snapshot's documents and gives [HostLines] for each host that has such
/// lines; [Boilerplate] holds them and takes them out of the texts of later pages. Documents of
/// that snapshot stay as they are.
@NullMarked
package org.peykare.corpus.boilerplate;

import org.jspecify.annotations.NullMarked;
