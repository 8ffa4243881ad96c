package mixtura.app.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The heading under which the help of a verb lists the options of a field, which is a mixin of picocli. A group of
/// picocli has a heading too, but renders its synopsis anew for each option that is given: of `select` that took as
/// long as all the rest before the data are read.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Section {
    String value();

    /// Among the sections of one class, smaller first.
    int order() default 0;
}
