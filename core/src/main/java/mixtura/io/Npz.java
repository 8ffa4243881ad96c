package mixtura.io;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import mixtura.data.DataException;
import mixtura.data.Rows;

/// NPZ: a zip archive of NPY files, as `numpy.savez` writes it.
public final class Npz {
    private static final String SUFFIX = ".npy";
    private static final Pattern TEXT_TYPE = Pattern.compile("'descr': '<U(\\d+)'");

    private Npz() {}

    /// The names of the arrays in an archive, without `.npy`, in the archive's order.
    ///
    /// @throws DataException if the file cannot be read or is no zip archive
    public static List<String> members(Path path) {
        try (ZipFile zip = open(path)) {
            return members(zip);
        } catch (IOException e) {
            throw Input.failure(path.toString(), e);
        }
    }

    /// The rows of one array. It is unpacked into memory or, when it is large, into a temporary file.
    ///
    /// @param member  its name, with or without `.npy`
    /// @throws DataException if there is no such array, or as in [Npy#map]
    public static Rows read(Path path, String member) {
        return open(path, Optional.of(member)).rows();
    }

    /// One array of any shape.
    ///
    /// @param member  its name, with or without `.npy`
    /// @throws DataException if there is no such array, or as in [Npy#read]
    public static NdArray readArray(Path path, String member) {
        try (ZipFile zip = open(path);
                Input input = input(path, zip, Optional.of(member))) {
            return Npy.array(input);
        } catch (IOException e) {
            throw Input.failure(path.toString(), e);
        }
    }

    /// One string, as NumPy keeps it (`<U…`, no axes).
    ///
    /// @throws DataException if there is no such array, or if it is not a string
    public static String readText(Path path, String member) {
        try (ZipFile zip = open(path)) {
            ZipEntry entry = zip.getEntry(member + SUFFIX);
            byte[] bytes =
                    entry == null ? new byte[0] : zip.getInputStream(entry).readAllBytes();
            Matcher type = TEXT_TYPE.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
            if (!type.find()) {
                throw new DataException(
                        path + " has no string '" + member + "'", "write it with numpy.savez as a Python string");
            }
            int length = 4 * Integer.parseInt(type.group(1));
            return new String(bytes, bytes.length - length, length, Charset.forName("UTF-32LE")).replace("\0", "");
        } catch (IOException e) {
            throw Input.failure(path.toString(), e);
        }
    }

    /// The member of that name, or the only one when no name is given.
    static StoredArray open(Path path, Optional<String> member) {
        try (ZipFile zip = open(path);
                Input input = input(path, zip, member)) {
            return Npy.open(input);
        } catch (IOException e) {
            throw Input.failure(path.toString(), e);
        }
    }

    private static ZipFile open(Path path) throws IOException {
        try {
            return new ZipFile(path.toFile());
        } catch (ZipException e) {
            throw new DataException(
                            path + " is no complete zip archive: " + e.getMessage(), "copy or download the file again")
                    .causedBy(e);
        }
    }

    private static List<String> members(ZipFile zip) {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(SUFFIX))
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .toList();
    }

    private static Input input(Path path, ZipFile zip, Optional<String> member) throws IOException {
        List<String> members = members(zip);
        if (members.isEmpty()) {
            throw new DataException(
                    path + " is a zip archive without an NPY file in it", "unpack it, or write one with numpy.savez");
        }
        String list = String.join(", ", members);
        if (member.isEmpty() && members.size() > 1) {
            throw new DataException(
                    path + " holds " + members.size() + " arrays: " + list, "choose one with --member NAME");
        }
        String wanted = member.orElse(members.getFirst());
        String name = wanted.endsWith(SUFFIX) ? wanted.substring(0, wanted.length() - SUFFIX.length()) : wanted;
        ZipEntry entry = zip.getEntry(name + SUFFIX);
        if (entry == null) {
            throw new DataException(
                    path + " has no array '" + name + "'; it has " + list, "choose one of these with --member NAME");
        }
        return Input.of(path + "[" + name + "]", zip.getInputStream(entry), null);
    }
}
