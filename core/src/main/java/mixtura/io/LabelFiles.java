package mixtura.io;

import mixtura.data.DataException;

/// Arrays that hold one label a row.
final class LabelFiles {
    private LabelFiles() {}

    /// The labels of an array of one column of whole numbers.
    static int[] wholeNumbers(StoredArray array) {
        if (array.layout().dimension() != 1) {
            throw new DataException(
                    array.name() + " has " + array.layout().dimension() + " values a row; labels are one a row",
                    "give the file with the labels, not the one with the data");
        }
        double[] values = array.values();
        int[] labels = new int[values.length];
        for (int n = 0; n < labels.length; n++) {
            labels[n] = (int) values[n];
            if (labels[n] != values[n]) {
                throw new DataException(
                        array.name() + ", row " + (n + 1) + ": " + values[n]
                                + " is not a whole number, so it is no label",
                        "give a file of whole numbers",
                        n + 1L,
                        null);
            }
        }
        return labels;
    }
}
