/** The fold-alignment loss, optimisers and gradient estimators over it, and a pitch tracker. */
module org.foldgrad.pitch {
    requires transitive org.foldgrad.autodiff;
    requires transitive java.desktop;
    requires static jdk.incubator.vector;
    requires com.fasterxml.jackson.databind;
    requires info.picocli;
    requires org.knowm.xchart;
    requires me.tongfei.progressbar;

    exports org.foldgrad.pitch;
    exports org.foldgrad.pitch.audio;
    exports org.foldgrad.pitch.evaluate;
    exports org.foldgrad.pitch.format;
    exports org.foldgrad.pitch.loss;
    exports org.foldgrad.pitch.optim;
    exports org.foldgrad.pitch.plot;
    exports org.foldgrad.pitch.study;
    exports org.foldgrad.pitch.track;

    opens org.foldgrad.pitch.cli to info.picocli;
}
