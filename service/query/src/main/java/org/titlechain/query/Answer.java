package org.titlechain.query;

/**
 * What was asked for, and of when it is.
 *
 * @param value the answer
 * @param height the last block that it takes into account
 * @param time that block's time in ms
 */
public record Answer<T>(T value, long height, long time) {}
