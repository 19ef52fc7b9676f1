/// One real Kafka broker (KRaft, broker and controller in one) inside the JVM, and the topics.
///
/// Doors: [EmbeddedBroker] starts the broker on a folder; [TopicSetup] creates Peykare's topics on
/// any cluster, embedded or not. Source of the settings: Kafka's KRaft documentation.
@NullMarked
package org.peykare.broker;

import org.jspecify.annotations.NullMarked;
