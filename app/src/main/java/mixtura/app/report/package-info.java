/// A fit as one page that can be read, checked and printed without a network: the answer in sentences, the pictures,
/// the table of components, what is doubtful, and the command that gives it again.
@NullMarked
package mixtura.app.report;

import org.jspecify.annotations.NullMarked;
