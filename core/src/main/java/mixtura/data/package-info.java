/// Observations and how they are walked over: [mixtura.data.Rows] with its one operation `aggregate`, in memory, in a
/// file, or seen through a view. Everything that is fitted or scored sees its data through this package alone.
@NullMarked
package mixtura.data;

import org.jspecify.annotations.NullMarked;
