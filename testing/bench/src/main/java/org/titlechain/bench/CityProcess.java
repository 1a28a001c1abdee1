package org.titlechain.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.titlechain.testkit.city.CityGenerator;
import org.titlechain.testkit.city.CityOptions;

/**
 * The messages of a generated city, told by a process of its own: what the city needs of memory and of the processors
 * is not in the figures of the process that reads them. The pipe between them holds a few messages; the city waits.
 */
final class CityProcess implements Iterator<byte[]>, AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Process process;
    private final DataInputStream messages;
    private int left;

    private CityProcess(Process process, int count) {
        this.process = process;
        this.messages = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER));
        this.left = count;
    }

    static CityProcess start(int count, int seed) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CityProcess.class.getName(),
                        Integer.toString(count),
                        Integer.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new CityProcess(process, count);
    }

    /** Writes each message with its length before it: {@code COUNT SEED}. Ends when nobody reads any more. */
    public static void main(String... arguments) throws IOException {
        CityGenerator city =
                new CityGenerator(CityOptions.of(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[0])));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out, BUFFER));
        for (byte[] message : (Iterable<byte[]>) () -> bytes(city)) {
            out.writeInt(message.length);
            out.write(message);
        }
        out.flush();
    }

    /** The bytes of the messages of a city in this process. */
    static Iterator<byte[]> bytes(CityGenerator city) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return city.hasNext();
            }

            @Override
            public byte[] next() {
                return city.next().bytes();
            }
        };
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        left--;
        try {
            byte[] message = new byte[messages.readInt()];
            messages.readFully(message);
            return message;
        } catch (IOException e) {
            throw new UncheckedIOException("the city ended before its last message", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
