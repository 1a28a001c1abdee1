package org.titlechain.storage;

/**
 * One damage that a check found.
 *
 * @param file the damaged file, as people find it
 * @param block the height of the damaged block, or 0 where there is none
 * @param record the record in the file: its number, offset or name; empty where the whole file is meant
 * @param key the state key or other name of what is damaged; empty where there is none
 * @param problem one sentence; never personal data
 */
public record Finding(String file, long block, String record, String key, String problem) {
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (block > 0) {
            text.append(", block ").append(block);
        }
        if (!record.isEmpty()) {
            text.append(", record ").append(record);
        }
        if (!key.isEmpty()) {
            text.append(", key ").append(key);
        }
        return text.append(": ").append(problem).toString();
    }
}
