/// k-means and mixture models: data, starts, fits, scores and model files.
///
/// Only packages for users are exported; `mixtura.internal` may change in any release.
module mixtura {
    requires static transitive java.desktop; // mixtura.image alone
    requires static transitive org.jspecify;
    requires static jdk.incubator.vector;
    requires de.siegmar.fastcsv;
    requires ch.randelshofer.fastdoubleparser;
    requires tools.jackson.core;

    exports mixtura;
    exports mixtura.data;
    exports mixtura.evaluate;
    exports mixtura.image;
    exports mixtura.io;
    exports mixtura.kmeans;
    exports mixtura.mixture;
    exports mixtura.mixture.bayes;
    exports mixtura.mixture.columns;
    exports mixtura.mixture.directional;
    exports mixtura.mixture.discrete;
    exports mixtura.mixture.families;
    exports mixtura.mixture.gaussian;
    exports mixtura.mixture.mixed;
    exports mixtura.mixture.positive;
    exports mixtura.mixture.robust;
    exports mixtura.network;
    exports mixtura.ood;
    exports mixtura.save;
    exports mixtura.seeding;
    exports mixtura.uncertainty;
    exports mixtura.seeding.hierarchy;

    uses mixtura.network.Networks;
}
