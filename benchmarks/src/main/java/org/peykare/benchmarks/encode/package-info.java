/// Encoding beside other libraries, whole runs over the same texts with the same vocabulary.
/// [EncodeComparison] is the program: it lets every [Contender] encode the texts of JSON lines
/// ([Texts]) in turns, round after round, and prints MB of UTF-8 text per CPU-second, where a
/// CPU-second is one of the whole process, the collector and the compiler included.
@NullMarked
package org.peykare.benchmarks.encode;

import org.jspecify.annotations.NullMarked;
