package mixtura.data;

/// One thread's way to read rows: it may own buffers.
interface RowReader {
    /// Lets `block` show rows `firstRow` to `firstRow + rowCount − 1`.
    void read(long firstRow, int rowCount, RowBlock block);
}
