/// First guesses of k centroids: [mixtura.seeding.Seeding] and one record for each way to make them.
@NullMarked
package mixtura.seeding;

import org.jspecify.annotations.NullMarked;
