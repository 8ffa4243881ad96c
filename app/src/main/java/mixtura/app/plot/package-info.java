/// Pictures of models and data, each as SVG and as PNG.
///
/// A plot is a function from plain arrays to a [mixtura.app.plot.Drawing]: a list of marks that an SVG writer and a
/// PNG writer put down, so the two can't differ in what they show. [mixtura.app.plot.Plots] makes the arrays from a
/// fitted model and its rows. Start reading at `ClassificationPlot`, then `Frame` and `Page`.
///
/// Why not a chart library: ellipses, contours, image grids, matrices of panels and heat maps are most of what is drawn
/// here, and XChart 4.0.3 has none of them; mixing its line charts with our own panels would give two looks, two
/// legends and two sets of fonts. With one layer every plot shares axes, ticks, legend and caption; a PNG needs neither
/// a display nor an installed font; and equal input gives equal bytes on every machine.
@NullMarked
package mixtura.app.plot;

import org.jspecify.annotations.NullMarked;
