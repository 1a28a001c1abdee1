package org.titlechain.server.http;

/** What one operation does. Problems are thrown as {@link Problem}; anything else that is thrown is a defect. */
@FunctionalInterface
public interface Handler {
    Answer handle(Call call) throws Exception;
}
