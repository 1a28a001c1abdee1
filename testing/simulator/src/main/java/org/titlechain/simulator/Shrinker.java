package org.titlechain.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.titlechain.simulator.History.Ran;

/** Makes the story of a violation short: leaves out steps as long as the same sort of violation stays. */
final class Shrinker<D> {
    private static final int TRIES = 3_000;

    private final History<D> history;
    private int tries;

    Shrinker(History<D> history) {
        this.history = history;
    }

    /** The shortest story that was found. The given one must end in a violation. */
    Ran<D> shrink(Ran<D> found) {
        Ran<D> best = found;
        for (int part = Math.max(1, best.steps().size() / 2); part >= 1; part /= 2) {
            boolean shorter = true;
            while (shorter && tries < TRIES) {
                Ran<D> next = pass(best, part);
                shorter = next.steps().size() < best.steps().size();
                best = next;
            }
        }
        return best;
    }

    /** Tries to leave out each part once, from the last to the first. */
    private Ran<D> pass(Ran<D> story, int part) {
        Ran<D> best = story;
        for (int end = best.steps().size(); end > 0 && tries < TRIES; end -= part) {
            int from = Math.max(0, end - part);
            if (end > best.steps().size()) {
                continue;
            }
            List<Step<D>> steps = new ArrayList<>(best.steps().subList(0, from));
            steps.addAll(best.steps().subList(end, best.steps().size()));
            Ran<D> ran = attempt(steps, best.violation());
            best = ran == null ? best : ran;
        }
        return best;
    }

    private @Nullable Ran<D> attempt(List<Step<D>> steps, @Nullable Violation wanted) {
        tries++;
        Ran<D> ran = history.replay(steps);
        Violation violation = ran.violation();
        return violation != null && wanted != null && violation.isLike(wanted) ? ran : null;
    }
}
