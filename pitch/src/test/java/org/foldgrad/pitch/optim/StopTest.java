package org.foldgrad.pitch.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class StopTest {
    @Test
    void aStallIsNoticedAsSoonAsPatienceIsOver() {
        Stop stop = Stop.after(100).whenStalled(0.01, 3);
        History history = new History();
        for (int step = 0; step < 3; step++) {
            history.add(new History.Row(step, 1, 1, 0, step, 0));
            assertNull(stop.reason(history), "at step " + step);
        }
        history.add(new History.Row(3, 0.995, 1, 0, 3, 0));
        assertEquals("step 3: the loss improved by less than a share of 0.01 in 3 steps", stop.reason(history));
    }
}
