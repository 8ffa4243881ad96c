package mixtura.mixture.gaussian;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The pass that works about each mean, for blocks whose rows lie too far out for anything else: made when the first
/// such block comes, which is seldom.
final class ExactPass {
    private final Supplier<CentredPass> newPass;
    private @Nullable CentredPass made;

    ExactPass(Supplier<CentredPass> newPass) {
        this.newPass = newPass;
    }

    CentredPass get() {
        CentredPass pass = made;
        if (pass == null) {
            pass = newPass.get();
            made = pass;
        }
        return pass;
    }
}
