package mixtura.internal.kernel;

/// A running sum that keeps what its additions lose (Neumaier 1974): its error does not grow with the number of
/// terms.
public final class CompensatedSum {
    private double sum;
    private double lost;

    /// Adds one term.
    public void add(double term) {
        double next = sum + term;
        lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
        sum = next;
    }

    /// Adds what another sum has come to.
    public void add(CompensatedSum other) {
        add(other.sum);
        lost += other.lost;
    }

    /// The sum so far.
    public double value() {
        return sum + lost;
    }
}
