/// Names of the documents table and its columns, and of the snapshot properties. Specified in
/// `formats/documents.md`.
@NullMarked
package org.peykare.formats.document;

import org.jspecify.annotations.NullMarked;
