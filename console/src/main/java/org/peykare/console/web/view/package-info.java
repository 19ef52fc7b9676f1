/// What the web pages show: values that are ready to be printed, in the reader's language. Public
/// because the compiled templates, which live in a package of their own, read them. Doors: [Texts]
/// for words, numbers and times; [Page] for what every page has.
@NullMarked
package org.peykare.console.web.view;

import org.jspecify.annotations.NullMarked;
