package org.titlechain.testkit.city;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Puts a city's messages into a folder or archive, and the truth into two files of JSON lines. */
public final class CityFiles {
    private static final long MODIFIED = 1_735_689_600_000L;

    private CityFiles() {}

    /** Writes each message to a file of its name in the folder, as front-end machines get them. */
    public static void writeFolder(CityGenerator city, Path folder, Path truth) throws IOException {
        Files.createDirectories(folder);
        try (BufferedWriter messages = open(truth, "messages")) {
            while (city.hasNext()) {
                CityMessage message = city.next();
                Files.write(folder.resolve(message.fileName()), message.bytes());
                line(messages, message.truth());
            }
        }
        writeUnits(city, truth);
    }

    /** Writes all messages into one archive; the same city gives the same bytes. */
    public static void writeZip(CityGenerator city, Path file, Path truth) throws IOException {
        try (OutputStream stream = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(stream);
                BufferedWriter messages = open(truth, "messages")) {
            zip.setLevel(Deflater.BEST_SPEED);
            while (city.hasNext()) {
                CityMessage message = city.next();
                ZipEntry entry = new ZipEntry(message.fileName());
                entry.setTime(MODIFIED);
                entry.setSize(message.bytes().length);
                CRC32 checksum = new CRC32();
                checksum.update(message.bytes());
                entry.setCrc(checksum.getValue());
                zip.putNextEntry(entry);
                zip.write(message.bytes());
                zip.closeEntry();
                line(messages, message.truth());
            }
        }
        writeUnits(city, truth);
    }

    private static BufferedWriter open(Path truth, String what) throws IOException {
        Files.createDirectories(truth);
        return Files.newBufferedWriter(truth.resolve("truth-" + what + ".jsonl"));
    }

    private static void writeUnits(CityGenerator city, Path truth) throws IOException {
        try (BufferedWriter units = open(truth, "units")) {
            Iterator<String> lines = city.truth().iterator();
            while (lines.hasNext()) {
                line(units, lines.next());
            }
        }
    }

    private static void line(BufferedWriter writer, String text) throws IOException {
        writer.write(text);
        writer.write('\n');
    }

    /**
     * Makes a city: {@code OUT [MESSAGES [SEED [BREACHES-IN-A-MILLION]]]}, where OUT is a folder or a file ending in
     * {@code .zip}. The truth goes to the folder {@code OUT.truth}.
     */
    public static void main(String... arguments) {
        List<String> given = List.of(arguments);
        if (given.isEmpty()) {
            System.err.println("usage: OUT [MESSAGES [SEED [BREACHES-IN-A-MILLION]]]");
            System.exit(2);
        }
        Path out = Path.of(given.getFirst());
        Path truth = Path.of(given.getFirst() + ".truth");
        CityOptions options =
                CityOptions.of(number(given, 2, 1), number(given, 1, 1_000)).withBreaches((int) number(given, 3, 0));
        CityGenerator city = new CityGenerator(options);
        try {
            if (given.getFirst().endsWith(".zip")) {
                writeZip(city, out, truth);
            } else {
                writeFolder(city, out, truth);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println(options.messages() + " messages about " + city.units() + " units in " + out);
    }

    private static long number(List<String> given, int place, long otherwise) {
        return given.size() > place ? Long.parseLong(given.get(place)) : otherwise;
    }
}
