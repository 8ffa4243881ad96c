/// Components of positive numbers: durations, sizes, amounts.
@NullMarked
package mixtura.mixture.positive;

import org.jspecify.annotations.NullMarked;
