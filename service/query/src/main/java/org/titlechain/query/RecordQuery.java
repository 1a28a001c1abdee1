package org.titlechain.query;

import java.util.Optional;

/**
 * Which records are wanted; all conditions together.
 *
 * @param key a state key, or what follows its family: a unit code, a message id, a certificate number
 * @param uploader the name of the signing key
 * @param from first block time in ms, inclusive
 * @param to last block time in ms, exclusive
 */
public record RecordQuery(
        Optional<String> key,
        Optional<String> uploader,
        Optional<String> organisation,
        Optional<String> dataSource,
        Optional<String> chainType,
        Optional<Long> from,
        Optional<Long> to) {
    public RecordQuery {
        key = key.map(SearchText::clean);
        uploader = uploader.map(SearchText::clean);
        organisation = organisation.map(SearchText::clean);
        dataSource = dataSource.map(SearchText::clean);
        chainType = chainType.map(SearchText::clean);
    }

    /** All records. */
    public static RecordQuery all() {
        return new RecordQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The records of a key. */
    public static RecordQuery ofKey(String key) {
        return new RecordQuery(
                Optional.of(key),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
