package mixtura.app.plot;

import java.util.ArrayList;
import java.util.List;

/// What the line below every plot says of data and model.
///
/// @param dataName       file name of the data; empty when unknown
/// @param rowCount       n; 0 when unknown
/// @param method         such as `Gaussian mixture, full covariance`; empty when there is no model
/// @param k              clusters or components; 0 when there is no single one
/// @param objectiveName  `log-likelihood` or `distortion`; empty when it is not known
/// @param objective      its value
/// @param remarks        sentences about the data drawn, such as which rows were left out
public record Caption(
        String dataName,
        long rowCount,
        String method,
        int k,
        String objectiveName,
        double objective,
        List<String> remarks) {
    public Caption {
        remarks = List.copyOf(remarks);
    }

    public Caption(String dataName, long rowCount, String method, int k, String objectiveName, double objective) {
        this(dataName, rowCount, method, k, objectiveName, objective, List.of());
    }

    /// A caption that says nothing.
    public static Caption none() {
        return new Caption("", 0, "", 0, "", Double.NaN);
    }

    /// The same caption with one remark more.
    public Caption remark(String sentence) {
        List<String> more = new ArrayList<>(remarks);
        more.add(sentence);
        return new Caption(dataName, rowCount, method, k, objectiveName, objective, more);
    }

    /// The facts, parted by dots.
    String text() {
        List<String> parts = new ArrayList<>();
        if (!dataName.isEmpty()) parts.add(dataName);
        if (rowCount > 0) parts.add("n = " + Numbers.count(rowCount));
        if (!method.isEmpty()) parts.add(method);
        if (k > 0) parts.add("k = " + k);
        if (!objectiveName.isEmpty()) parts.add(objectiveName + " " + value());
        return String.join(" · ", parts);
    }

    private String value() {
        return Math.abs(objective) < 1e7 ? Numbers.fixed(objective, 3) : Numbers.significant(objective, 12);
    }
}
