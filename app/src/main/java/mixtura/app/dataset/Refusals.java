package mixtura.app.dataset;

import java.util.LinkedHashMap;
import java.util.Map;
import mixtura.app.console.Trouble;

/// Which of the troubles that have an identifier a sentence of the library is about. The library knows no
/// identifiers; a sentence that is none of these is about unreadable data, which they all are.
final class Refusals {
    private static final Map<String, Trouble> WORDS = words();

    private Refusals() {}

    private static Map<String, Trouble> words() {
        Map<String, Trouble> words = new LinkedHashMap<>();
        words.put("would promise too much", Trouble.ROWS_OF_THE_FIT);
        words.put("has no layer", Trouble.NOT_A_NETWORK);
        words.put("has no hidden layer", Trouble.NOT_A_NETWORK);
        words.put("no ONNX network", Trouble.NOT_A_NETWORK);
        words.put("no TorchScript network", Trouble.NOT_A_NETWORK);
        words.put("cannot be run", Trouble.NOT_A_NETWORK);
        words.put("the network", Trouble.COLUMNS_DIFFER);
        words.put("the rows have", Trouble.COLUMNS_DIFFER);
        words.put("lacks", Trouble.COLUMNS_DIFFER);
        words.put("the model has", Trouble.COLUMNS_DIFFER);
        words.put("model's levels", Trouble.BAD_VALUES);
        words.put("constant", Trouble.BAD_VALUES);
        words.put("third value", Trouble.BAD_VALUES);
        words.put("class", Trouble.BAD_LABELS);
        words.put("frozen", Trouble.CONFLICTING_OPTIONS);
        words.put("weight", Trouble.BAD_WEIGHTS);
        words.put("label", Trouble.BAD_LABELS);
        words.put("distinct", Trouble.TOO_FEW_ROWS);
        words.put("is missing", Trouble.MISSING_CELLS);
        words.put("infinite", Trouble.INFINITE_CELLS);
        words.put("no rows", Trouble.NO_ROWS);
        words.put("is empty", Trouble.NO_ROWS);
        words.put("cut short", Trouble.DAMAGED_FILE);
        words.put("damaged", Trouble.DAMAGED_FILE);
        words.put("promises more", Trouble.DAMAGED_FILE);
        words.put("not a number", Trouble.NOT_NUMERIC);
        words.put("holds numbers", Trouble.NO_NUMERIC_COLUMN);
        words.put("no column", Trouble.UNKNOWN_COLUMN);
        words.put("cells", Trouble.RAGGED_ROW);
        words.put("directions", Trouble.BAD_VALUES);
        words.put("has no direction", Trouble.BAD_VALUES);
        words.put("0 or 1", Trouble.BAD_VALUES);
        words.put("0 and 1", Trouble.BAD_VALUES);
        words.put("neither 0 nor 1", Trouble.BAD_VALUES);
        words.put("is no count", Trouble.BAD_VALUES);
        words.put("is no level", Trouble.BAD_VALUES);
        words.put("is negative", Trouble.BAD_VALUES);
        words.put("is not above 0", Trouble.BAD_VALUES);
        return words;
    }

    static Trouble trouble(String sentence) {
        // A column may be called 'weight', and a cell may hold "label".
        String said = sentence.replaceAll("column '[^']*'", "column").replaceAll("\"[^\"]*\"", "");
        for (Map.Entry<String, Trouble> entry : WORDS.entrySet())
            if (said.contains(entry.getKey())) return entry.getValue();
        return Trouble.UNREADABLE;
    }
}
