package org.foldgrad.pitch.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MeasureTest {
    private static final Measure<Double> SHARE = Measure.share("s", Double::doubleValue);
    private static final Measure<Double> CENTS = Measure.mean("c", "cents", Double::doubleValue);

    @Test
    void figuresArePrintedAsTheScorersInPythonPrintThem() {
        assertEquals("5.62", SHARE.text(9 / 160.0)); // 5.625 exactly: half to even
        assertEquals("5.38", SHARE.text(0.05375));
        assertEquals("8.35", CENTS.text(8.345)); // a little more than that in binary
        assertEquals("2.67", CENTS.text(2.675)); // a little less
        assertEquals("0.00", CENTS.text(-0.004));
        assertEquals("-1.50", CENTS.text(-1.5));
        assertEquals("-", CENTS.text(Double.NaN));
    }
}
