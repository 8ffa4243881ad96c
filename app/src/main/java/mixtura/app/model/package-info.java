/// Fitted models on their way to and from files, and in words.
@NullMarked
package mixtura.app.model;

import org.jspecify.annotations.NullMarked;
