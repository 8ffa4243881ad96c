package mixtura.mixture.gaussian;

import java.util.concurrent.ConcurrentLinkedQueue;

/// Room in which passes lay out the features of a block. Each iteration has passes of its own, and their features are
/// the largest thing that an iteration on a small table makes: with 178 × 13 the 168 KB of each, cleared and collected
/// some 1500 times, were half of what `select` allocated.
///
/// What is taken holds whatever the last one left there.
interface Scratch {
    /// An array of at least so many numbers.
    double[] take(int length);

    /// Hands back what was taken.
    void giveBack(double[] room);

    /// New arrays each time, kept by nobody.
    static Scratch fresh() {
        return new Scratch() {
            @Override
            public double[] take(int length) {
                return new double[length];
            }

            @Override
            public void giveBack(double[] room) {}
        };
    }

    /// One array for several passes of one thread, of which a single one is loaded at a time.
    static Scratch one(int length) {
        double[] room = new double[length];
        return new Scratch() {
            @Override
            public double[] take(int wanted) {
                return room;
            }

            @Override
            public void giveBack(double[] given) {}
        };
    }

    /// Arrays that go from the passes of one iteration to those of the next, for any number of threads.
    static Scratch kept() {
        ConcurrentLinkedQueue<double[]> free = new ConcurrentLinkedQueue<>();
        return new Scratch() {
            @Override
            public double[] take(int length) {
                double[] room = free.poll();
                return room != null && room.length >= length ? room : new double[length];
            }

            @Override
            public void giveBack(double[] room) {
                free.add(room);
            }
        };
    }
}
