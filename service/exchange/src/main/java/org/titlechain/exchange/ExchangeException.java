package org.titlechain.exchange;

/** Something that was sent is refused. The message text carries the code and the place, never a value. */
public final class ExchangeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ExchangeException(Problem problem) {
        super(problem.code() + ": " + problem.english());
        this.problem = problem;
    }

    /** Why and where. */
    public Problem problem() {
        return problem;
    }
}
