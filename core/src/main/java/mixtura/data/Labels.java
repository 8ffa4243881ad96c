package mixtura.data;

import java.util.Arrays;
import java.util.List;

/// A class for each row, known beforehand.
///
/// @param codes   for each row the place of its class among the levels, or −1 if it has none
/// @param levels  the classes' names in sorted order
public record Labels(int[] codes, List<String> levels) {
    public Labels {
        codes = codes.clone();
        levels = List.copyOf(levels);
    }

    /// Labels given as whole numbers: the levels are the distinct ones in order, below 0 means none.
    public static Labels of(int[] numbers) {
        int[] distinct = Arrays.stream(numbers)
                .filter(label -> label >= 0)
                .sorted()
                .distinct()
                .toArray();
        int[] codes = new int[numbers.length];
        for (int n = 0; n < codes.length; n++) {
            codes[n] = numbers[n] < 0 ? -1 : Arrays.binarySearch(distinct, numbers[n]);
        }
        return new Labels(
                codes, Arrays.stream(distinct).mapToObj(Integer::toString).toList());
    }

    @Override
    public int[] codes() {
        return codes.clone();
    }

    /// The place of row n's class among the levels, negative if it has none.
    public int code(long row) {
        return codes[(int) row];
    }

    /// Rows, with a label or without.
    public int rowCount() {
        return codes.length;
    }
}
