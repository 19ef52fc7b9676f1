/// The encoder and its heads, as plain lists of named parameters and calls into the op pack.
@NullMarked
package org.peykare.trainer.model;

import org.jspecify.annotations.NullMarked;
