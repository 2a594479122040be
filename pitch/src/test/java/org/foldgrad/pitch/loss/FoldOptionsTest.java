package org.foldgrad.pitch.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class FoldOptionsTest {
    @Test
    void theVoicingCannotBeChangedFromOutside() {
        double[] given = {1, 0.5, 1};
        FoldOptions options = FoldOptions.defaults().withVoicing(given);
        given[0] = 7;
        options.voicing()[1] = 7;
        assertArrayEquals(new double[] {1, 0.5, 1}, options.voicing());
    }

    @Test
    void equalOptionsAreEqual() {
        FoldOptions options = FoldOptions.defaults().withVoicing(1, 0.5, 1);
        FoldOptions same = FoldOptions.defaults().withVoicing(1, 0.5, 1);
        assertEquals(options, same);
        assertEquals(options.hashCode(), same.hashCode());
        assertEquals(FoldOptions.defaults(), FoldOptions.defaults().withFolds(2).withFolds(1));
        assertNotEquals(options, options.withVoicing(1, 0.5, 0));
        assertNotEquals(options, FoldOptions.defaults());
        assertNotEquals(options, options.withEps(1));
    }
}
