package mixtura.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How far the components of a later model have moved from those of an earlier one.
///
/// @param moves  one for each component of the later model
/// @param lost   components of the earlier model (from 0) that none of the later ones continues
/// @param scale  what a shift of 1 is
public record Drift(List<Move> moves, List<Integer> lost, Scale scale) {
    /// What shifts are measured in.
    public enum Scale {
        /// The standard deviation of the column within the two components, √((σ₁² + σ₂²) / 2).
        WITHIN_COMPONENTS,
        /// The standard deviation of the column's centres over all components of both models, where components have no
        /// spread of their own.
        BETWEEN_CENTRES
    }

    public Drift {
        moves = List.copyOf(moves);
        lost = List.copyOf(lost);
    }

    /// One component of the later model.
    ///
    /// @param later         its number, from 0
    /// @param earlier       the number of its counterpart, −1 for a new component
    /// @param earlierShare  NaN for a new component
    /// @param laterShare    its share now
    /// @param shift         of the mean in each column, in standard deviations; empty for a new component
    public record Move(int later, int earlier, double earlierShare, double laterShare, double[] shift) {
        public Move {
            shift = shift.clone();
        }

        @Override
        public double[] shift() {
            return shift.clone();
        }

        /// Root mean square of the shifts over columns; NaN for a new component.
        public double rootMeanSquare() {
            return Math.sqrt(Arrays.stream(shift).map(s -> s * s).average().orElse(Double.NaN));
        }

        /// The column (from 0) that moved most, −1 for a new component.
        public int mostMoved() {
            int most = -1;
            for (int j = 0; j < shift.length; j++) if (most < 0 || Math.abs(shift[j]) > Math.abs(shift[most])) most = j;
            return most;
        }
    }

    /// @param counterpart  for each component of `later` its counterpart in `earlier`, −1 for none
    /// @throws IllegalArgumentException if the two do not describe the same columns
    public static Drift between(ClusterProfiles earlier, ClusterProfiles later, int[] counterpart) {
        ComponentMatch.requireSameColumns(earlier, later);
        boolean within = earlier.hasDeviations() && later.hasDeviations();
        double[] between = ComponentMatch.spreadOfCentres(earlier, later);
        double[][] oldMeans = earlier.means();
        double[][] newMeans = later.means();
        double[][] oldDeviations = earlier.deviations();
        double[][] newDeviations = later.deviations();
        List<Move> moves = new ArrayList<>();
        boolean[] found = new boolean[earlier.k()];
        for (int k = 0; k < later.k(); k++) {
            int before = counterpart[k];
            if (before < 0) {
                moves.add(new Move(k, -1, Double.NaN, later.shares()[k], new double[0]));
                continue;
            }
            found[before] = true;
            double[] shift = new double[between.length];
            for (int j = 0; j < shift.length; j++) {
                double difference = newMeans[k][j] - oldMeans[before][j];
                double unit =
                        within ? Math.hypot(oldDeviations[before][j], newDeviations[k][j]) / Math.sqrt(2) : between[j];
                shift[j] = difference == 0 ? 0 : difference / unit;
            }
            moves.add(new Move(k, before, earlier.shares()[before], later.shares()[k], shift));
        }
        List<Integer> lost = new ArrayList<>();
        for (int k = 0; k < found.length; k++) if (!found[k]) lost.add(k);
        return new Drift(moves, lost, within ? Scale.WITHIN_COMPONENTS : Scale.BETWEEN_CENTRES);
    }
}
