package mixtura.mixture.mixed;

import java.util.ArrayList;
import java.util.List;
import mixtura.mixture.Statistics;

/// The statistics of every group of columns, side by side.
public final class MixedStatistics implements Statistics<MixedStatistics> {
    private final double[] mass;
    private final List<Statistics<?>> parts;

    MixedStatistics(double[] mass, List<Statistics<?>> parts) {
        this.mass = mass;
        this.parts = parts;
    }

    @Override
    public double[] mass() {
        return mass;
    }

    Statistics<?> part(int g) {
        return parts.get(g);
    }

    @Override
    public MixedStatistics merge(MixedStatistics later) {
        for (int k = 0; k < mass.length; k++) mass[k] += later.mass[k];
        List<Statistics<?>> merged = new ArrayList<>();
        for (int g = 0; g < parts.size(); g++) merged.add(merge(parts.get(g), later.parts.get(g)));
        return new MixedStatistics(mass, merged);
    }

    /// Both come from passes of one family.
    @SuppressWarnings("unchecked")
    private static <S extends Statistics<S>> Statistics<?> merge(Statistics<?> earlier, Statistics<?> later) {
        return ((S) earlier).merge((S) later);
    }
}
