package mixtura.uncertainty;

/// One number of a mixture's parameters.
///
/// @param name       as in a model file, such as `means`
/// @param indices    where in that array, from 0: component, row, column
/// @param component  the component that it belongs to, from 0; −1 when it belongs to all
public record Parameter(String name, int[] indices, int component) {
    public Parameter {
        indices = indices.clone();
    }

    @Override
    public int[] indices() {
        return indices.clone();
    }

    /// Such as `means[1][2]`, counted from 1.
    public String label() {
        StringBuilder text = new StringBuilder(name);
        for (int index : indices) text.append('[').append(index + 1).append(']');
        return text.toString();
    }
}
