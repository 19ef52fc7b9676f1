/// The platform's measures for Prometheus at `/metrics`. Door: [Measures]. Names follow
/// Prometheus's conventions: base units, `_total` for what only grows.
@NullMarked
package org.peykare.console.metrics;

import org.jspecify.annotations.NullMarked;
