package org.foldgrad.pitch.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on the terminal once the work has taken a second; nothing where there is no terminal. */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 79;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final int steps;
    private final PrintStream terminal;
    private int done;
    private boolean isClosed;
    private ProgressBar bar;

    /** A bar on {@code terminal} once {@code patience} is over. */
    Progress(int steps, PrintStream terminal, Duration patience) {
        this.steps = steps;
        this.terminal = terminal;
        Thread.ofPlatform().daemon().start(() -> showAfter(patience));
    }

    private Progress() {
        steps = 0;
        terminal = null;
    }

    /** A bar if {@code isWanted} and there is a terminal to show it on. */
    static Progress of(int steps, boolean isWanted) {
        boolean isShown = isWanted && System.console() != null && System.console().isTerminal();
        return isShown ? new Progress(steps, System.err, PATIENCE) : new Progress();
    }

    private void showAfter(Duration patience) {
        try {
            Thread.sleep(patience);
        } catch (InterruptedException e) {
            return;
        }
        synchronized (this) {
            if (!isClosed) {
                int total = steps == 1 ? -1 : steps; // of one recording the share done is not known: the bar only moves
                bar = new ProgressBarBuilder().setTaskName("tracking").setInitialMax(total).setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200).setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH)).build();
                bar.stepTo(done);
            }
        }
    }

    /** One more step done. */
    synchronized void step() {
        done++;
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    /** Prints a line above the bar. */
    synchronized void print(PrintWriter out, String text) {
        if (bar != null) {
            terminal.print("\r" + " ".repeat(WIDTH) + "\r");
        }
        out.print(text);
        out.flush();
        if (bar != null) {
            bar.refresh();
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (bar != null) {
            bar.close();
        }
    }
}
