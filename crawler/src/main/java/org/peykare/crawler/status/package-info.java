/// What a crawler says of itself and hears of others. [StatusWriter] writes its status to topic
/// `status` every two seconds; [ClusterWatch] follows the other crawlers' there, and what the
/// operator orders on topic `commands`. Specified in `formats/topics.md`.
@NullMarked
package org.peykare.crawler.status;

import org.jspecify.annotations.NullMarked;
