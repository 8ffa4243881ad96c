package mixtura.app.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote into the program.
public final class Version implements IVersionProvider {
    /// @return the version, such as `0.1.0`
    public static String text() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/mixtura/app/version.properties")) {
            if (in == null) {
                throw new IllegalStateException("version.properties is missing from the program; build it again");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read version.properties", e);
        }
        return properties.getProperty("version", "unknown");
    }

    /// Whether an argument is the option that shows the version.
    public static boolean isAskedBy(String argument) {
        return argument.equals("--version") || argument.equals("-V");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"mixtura " + text()};
    }
}
