package org.foldgrad.bench;

import org.foldgrad.bench.work.Task;

/** A foreign library on the class path (Maven profile {@code peers}), found as a service. */
public interface Peers {
    /** The task with this peer among its contenders, if it takes part, perhaps in several forms. */
    Task join(Task task);
}
