package org.titlechain.crypto;

/** What is kept of a key that was seen before: its multiples and the digest Z that stands before its messages. */
record KnownKey(PointTable table, byte[] identity) {}
