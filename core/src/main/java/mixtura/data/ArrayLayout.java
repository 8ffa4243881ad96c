package mixtura.data;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/// Where and how a `rowCount × dimension` array lies in memory or in a file.
///
/// @param element      how one number is stored
/// @param order        byte order of a number
/// @param columnMajor  whether a column's values are adjacent (Fortran order), not a row's (C order)
/// @param offset       byte at which the array begins
public record ArrayLayout(
        Element element, ByteOrder order, boolean columnMajor, long offset, long rowCount, int dimension) {
    public ArrayLayout {
        if (offset < 0) throw new IllegalArgumentException("offset is " + offset + "; it cannot be negative");
        if (rowCount < 0) throw new IllegalArgumentException("rowCount is " + rowCount + "; it cannot be negative");
        if (dimension < 1)
            throw new IllegalArgumentException("dimension is " + dimension + "; rows have at least one column");
        Math.addExact(offset, Math.multiplyExact(Math.multiplyExact(rowCount, (long) dimension), element.bytes()));
    }

    /// The first byte behind the array.
    public long end() {
        return offset + rowCount * dimension * element.bytes();
    }

    /// The rows of such an array: in memory off the heap, or in a file mapped as one segment, whatever its length.
    /// Nothing is copied but the block that a thread is at. Who closes the segment's arena ends the rows' life; a
    /// confined arena binds them to its one thread.
    ///
    /// @throws IllegalArgumentException if the segment ends before the array does
    public Rows rowsOf(MemorySegment memory) {
        return new FileRows(memory, this);
    }
}
