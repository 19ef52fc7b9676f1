/// The whole road on one machine, from seed sites to fill-in answers. Door: [Demo].
@NullMarked
package org.peykare.console.demo;

import org.jspecify.annotations.NullMarked;
