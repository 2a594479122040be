package org.foldgrad.pitch.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import org.foldgrad.pitch.accuracy.MarkdownTable.Column;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {
    @Test
    void theBestOfAColumnIsBold() {
        MarkdownTable table = new MarkdownTable("tool", List.of("high", "low", "small", "plain", "alone"),
            List.of(Column.HIGH, Column.LOW, Column.SMALL, Column.PLAIN, Column.HIGH))
            .row("a", 90.04, 5, 1.234, 1, 7)
            .row("b", 90.01, 4, Double.NaN, 2, Double.NaN)
            .row("c", 89.94, 6, 1.1, 3, Double.NaN);
        assertEquals("""
            | tool | high | low | small | plain | alone |
            |---|---:|---:|---:|---:|---:|
            | a | **90.0** | 5.0 | 1.23 | 1.0 | 7.0 |
            | b | **90.0** | **4.0** | - | 2.0 | - |
            | c | 89.9 | 6.0 | **1.10** | 3.0 | - |
            """, table.toString());
    }

    @Test
    void whatIsKnownToWholeUnitsIsPrintedSo() {
        assertEquals("72", Column.HIGH.text(new BigDecimal("72")));
        assertEquals("92.0", Column.HIGH.text(new BigDecimal("92.0")));
        assertEquals("95.5", Column.HIGH.text(new BigDecimal("95.46")));
        assertEquals("-", Column.HIGH.text((BigDecimal) null));
    }
}
