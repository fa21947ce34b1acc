package io.syncline.ownership;

/**
 * Why a policy file is refused, and where to look.
 *
 * @param line from 1
 * @param key with its blocks, such as {@code contact.name.rule}; empty for the file as a whole
 * @param problem the value and what was expected
 */
public record PolicyProblem(String file, int line, String key, String problem) {
    @Override
    public String toString() {
        return file + ", line " + line + ": " + (key.isEmpty() ? "" : key + ": ") + problem;
    }
}
