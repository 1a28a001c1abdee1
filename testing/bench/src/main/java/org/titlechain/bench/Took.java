package org.titlechain.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What a piece of work took: by the clock, and of all processors together, which neighbours disturb less. */
record Took(double seconds, double cpuSeconds) {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** A measurement that has begun. */
    record Clock(long nanos, long cpuNanos) {
        Took stop() {
            return new Took((System.nanoTime() - nanos) / 1e9, (PROCESS.getProcessCpuTime() - cpuNanos) / 1e9);
        }
    }

    static Clock start() {
        return new Clock(System.nanoTime(), PROCESS.getProcessCpuTime());
    }
}
