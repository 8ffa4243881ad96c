package mixtura.mixture.gaussian;

import java.util.Arrays;

/// What is to know about the cells m that a pattern lacks, under all components at once: C = Λ_mm⁻¹, the
/// covariance of the missing cells given those that are there, and the constant that integrating them out adds to
/// a log density.
///
/// Numbers of all components lie side by side, so that loops over the components are loops over memory.
final class MissingBlock {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    /// Pivots whose product neither overflows nor vanishes: they are near the unit of the frame.
    private static final int PIVOTS_A_LOGARITHM = 8;

    private final double[] covariance; // (a * m + b) * K + k
    private final double[] logConstant; // K

    private MissingBlock(double[] covariance, double[] logConstant) {
        this.covariance = covariance;
        this.logConstant = logConstant;
    }

    /// @param lambda   Λ_k of all components: entry (i, j) of component k at `(i * d + j) * K + k`
    /// @param columns  the missing ones, from `from` on, `m` of them
    static MissingBlock of(double[] lambda, int d, int components, int[] columns, int from, int m) {
        double[] lower = new double[m * m * components];
        for (int a = 0; a < m; a++) {
            for (int b = 0; b <= a; b++) {
                int source = (columns[from + a] * d + columns[from + b]) * components;
                System.arraycopy(lambda, source, lower, (a * m + b) * components, components);
            }
        }
        double[] logConstant = new double[components];
        factorise(lower, m, components, logConstant);
        invert(lower, m, components);
        return new MissingBlock(gram(lower, m, components), logConstant);
    }

    /// Λ_mm = L Lᵀ in place, all components at once; `logConstant` becomes m/2 log 2π − ½ log |Λ_mm|.
    private static void factorise(double[] l, int m, int components, double[] logConstant) {
        double[] product = new double[components];
        Arrays.fill(product, 1);
        for (int a = 0; a < m; a++) {
            for (int b = 0; b < a; b++) {
                int ab = (a * m + b) * components;
                for (int c = 0; c < b; c++) {
                    int ac = (a * m + c) * components;
                    int bc = (b * m + c) * components;
                    for (int k = 0; k < components; k++) l[ab + k] -= l[ac + k] * l[bc + k];
                }
                int bb = (b * m + b) * components;
                for (int k = 0; k < components; k++) l[ab + k] /= l[bb + k];
            }
            int aa = (a * m + a) * components;
            for (int c = 0; c < a; c++) {
                int ac = (a * m + c) * components;
                for (int k = 0; k < components; k++) l[aa + k] -= l[ac + k] * l[ac + k];
            }
            for (int k = 0; k < components; k++) {
                product[k] *= l[aa + k];
                l[aa + k] = Math.sqrt(l[aa + k]);
            }
            if ((a + 1) % PIVOTS_A_LOGARITHM == 0 || a == m - 1) {
                for (int k = 0; k < components; k++) {
                    logConstant[k] -= 0.5 * Math.log(product[k]);
                    product[k] = 1;
                }
            }
        }
        for (int k = 0; k < components; k++) logConstant[k] += 0.5 * m * LOG_2_PI;
    }

    /// L becomes L⁻¹, by columns from the left.
    private static void invert(double[] l, int m, int components) {
        double[] sum = new double[components];
        for (int b = 0; b < m; b++) {
            int bb = (b * m + b) * components;
            for (int k = 0; k < components; k++) l[bb + k] = 1 / l[bb + k];
            for (int a = b + 1; a < m; a++) {
                Arrays.fill(sum, 0);
                for (int c = b; c < a; c++) {
                    int ac = (a * m + c) * components;
                    int cb = (c * m + b) * components;
                    for (int k = 0; k < components; k++) sum[k] += l[ac + k] * l[cb + k];
                }
                int ab = (a * m + b) * components;
                int aa = (a * m + a) * components;
                for (int k = 0; k < components; k++) l[ab + k] = -sum[k] / l[aa + k];
            }
        }
    }

    /// WᵀW of a lower triangular W, both triangles.
    private static double[] gram(double[] w, int m, int components) {
        double[] out = new double[w.length];
        for (int a = 0; a < m; a++) {
            for (int b = 0; b <= a; b++) {
                int ab = (a * m + b) * components;
                for (int c = a; c < m; c++) {
                    int ca = (c * m + a) * components;
                    int cb = (c * m + b) * components;
                    for (int k = 0; k < components; k++) out[ab + k] += w[ca + k] * w[cb + k];
                }
                if (a != b) System.arraycopy(out, ab, out, (b * m + a) * components, components);
            }
        }
        return out;
    }

    /// C: entry (a, b) of component k at `(a * m + b) * K + k`.
    double[] covariance() {
        return covariance;
    }

    /// m/2 log 2π − ½ log |Λ_mm|, of each component.
    double[] logConstant() {
        return logConstant;
    }
}
