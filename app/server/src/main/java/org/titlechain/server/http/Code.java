package org.titlechain.server.http;

/** A kind of problem: its stable name and its texts. */
public interface Code {
    /** The stable name, unique among all kinds. */
    String name();

    /** The HTTP status. */
    int status();

    /** What is wrong, in Chinese. */
    String title();

    /** What is wrong, in English. */
    String titleEnglish();

    /** The law that it rests on; empty where there is none. */
    default String article() {
        return "";
    }

    /** What to do, in Chinese. */
    String remedy();

    /** What to do, in English. */
    String remedyEnglish();
}
