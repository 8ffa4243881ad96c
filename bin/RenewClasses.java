import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Writes the classes of jars that were compiled for Java 5 or earlier anew, with the stack maps by which a JVM has
/// verified classes since Java 6. The JVM keeps no older ones in its start-up cache: picocli's 200 were loaded from
/// the jar and verified in the old way at each start, which took 45 ms.
///
/// Usage: `java RenewClasses.java JAR...`; jars without such classes stay as they are.
final class RenewClasses {
    private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

    private RenewClasses() {}

    public static void main(String[] jars) throws IOException {
        for (String jar : jars) renew(Path.of(jar));
    }

    private static void renew(Path jar) throws IOException {
        Path renewed = jar.resolveSibling(jar.getFileName() + ".renewed");
        boolean any = false;
        try (URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
                ZipFile old = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(renewed))) {
            ClassFile format = ClassFile.of(
                    ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                    // what has a common superclass with what: read, not loaded
                    ClassFile.ClassHierarchyResolverOption.of(
                            ClassHierarchyResolver.ofResourceParsing(classes)
                                    .orElse(ClassHierarchyResolver.defaultResolver())));
            for (Enumeration<? extends ZipEntry> entries = old.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                byte[] bytes = old.getInputStream(entry).readAllBytes();
                if (entry.getName().endsWith(".class")) {
                    ClassModel model = format.parse(bytes);
                    if (model.majorVersion() < FIRST_WITH_STACK_MAPS) {
                        bytes = format.transformClass(model, anew());
                        any = true;
                    }
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(bytes);
                out.closeEntry();
            }
        }
        if (any) Files.move(renewed, jar, StandardCopyOption.REPLACE_EXISTING);
        else Files.delete(renewed);
    }

    /// Every method is assembled again, since code that is only copied gets no stack maps.
    private static ClassTransform anew() {
        MethodTransform again = MethodTransform.transformingCode((code, element) -> code.with(element));
        return (built, element) -> {
            switch (element) {
                case ClassFileVersion ignored -> built.withVersion(ClassFile.JAVA_8_VERSION, 0);
                case MethodModel method -> built.transformMethod(method, again);
                default -> built.with(element);
            }
        };
    }
}
