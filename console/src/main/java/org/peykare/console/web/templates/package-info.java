/// The pages' templates as classes, which the build makes from `src/main/jte`. They show the
/// records of [org.peykare.console.web.view] and escape every value for the place where it stands.
package org.peykare.console.web.templates;
