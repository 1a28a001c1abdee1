package org.titlechain.vault;

import java.util.List;

/** Where views of personal data are written down before the data is shown. */
@FunctionalInterface
public interface AccessJournal {
    /**
     * Writes the view down. The vault shows nothing unless this returns normally, so it must return only when the
     * record is durable. One call covers one request, whose subjects are recorded together.
     *
     * @throws Exception when the view could not be recorded; the request is then refused
     */
    void record(AccessView view) throws Exception;

    /**
     * A view that is about to happen.
     *
     * @param request who and why
     * @param subjects what is looked at: party references in hex, message identifiers, or {@code search/} and a blind
     *     token in hex
     * @param fields the attributes that are shown
     */
    record AccessView(AccessRequest request, List<String> subjects, List<String> fields) {
        public AccessView {
            subjects = List.copyOf(subjects);
            fields = List.copyOf(fields);
        }
    }
}
