/// A process of the platform: [Node] runs its roles (broker, crawler, corpus, trainer, console) on
/// the cluster, says on topic `status` how they are, and closes them in the order that loses
/// nothing.
///
/// Roles meet only on Kafka and in the working directory, so one process may have them all
/// (`peykare up`) or one each (`peykare serve ROLE`). A role that fails is told of and started
/// again, later each time ([Supervisor]).
@NullMarked
package org.peykare.console.node;

import org.jspecify.annotations.NullMarked;
