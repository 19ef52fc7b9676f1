/// Kills the platform's processes at random moments and counts what that cost. [KillTrial] is the
/// program (`benchmarks/kill`): it serves a [GeneratedWeb] on loopback, lets two crawlers and two
/// corpus workers work on it as separate processes ([Fleet]), kills one of them again and again
/// with SIGKILL, and compares at the end what the web server saw, what the topics hold and what the
/// snapshot holds ([Findings]).
@NullMarked
package org.peykare.benchmarks.kill;

import org.jspecify.annotations.NullMarked;
