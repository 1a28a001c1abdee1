package org.titlechain.bench;

import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.titlechain.crypto.Suite;
import org.titlechain.exchange.AccessMessageParser;
import org.titlechain.exchange.Limits;
import org.titlechain.exchange.MessageCommand;
import org.titlechain.exchange.privacy.PrivacyAccess;
import org.titlechain.exchange.privacy.PrivacyMap;
import org.titlechain.exchange.privacy.SealedRow;
import org.titlechain.testkit.city.CityGenerator;
import org.titlechain.testkit.city.CityOptions;

/** Reading access messages on one thread against a bare pass of the JDK's StAX reader over the same bytes. */
final class ParseFigure implements Figure {
    @Override
    public String name() {
        return "parse";
    }

    @Override
    public String description() {
        return "access messages parsed, and turned into commands, against a bare StAX pass over the same bytes";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        int at = arguments.indexOf("--count");
        int count = at < 0 ? 2_000 : Integer.parseInt(arguments.get(at + 1));
        List<byte[]> messages = messages(count);
        long bytes = messages.stream().mapToLong(message -> message.length).sum();
        AccessMessageParser parser = new AccessMessageParser(Limits.DEFAULT);
        MessageCommand commands = new MessageCommand(PrivacyMap.national(), new HashingVault());
        double bound = 0;
        double parse = 0;
        double command = 0;
        double hashes = 0;
        for (int round = 0; round < 5; round++) {
            bound = Math.max(bound, rate(messages, ParseFigure::stax));
            parse = Math.max(
                    parse,
                    rate(
                            messages,
                            message -> parser.parse(message).content().rows().size()));
            command = Math.max(
                    command,
                    rate(
                            messages,
                            message -> commands.build(parser.parse(message))
                                    .entries()
                                    .size()));
            hashes = Math.max(hashes, rate(messages, message -> Suite.GM.hash().hash(message).length));
        }
        out.printf(
                Locale.ROOT,
                "%d messages of %d bytes on average, one thread, best of five rounds%n",
                count,
                bytes / count);
        out.printf(Locale.ROOT, "%-40s %12s %8s%n", "", "messages/s", "ratio");
        out.printf(Locale.ROOT, "%-40s %12.0f %8s%n", "bare StAX pass (bound)", bound, "1.00");
        out.printf(Locale.ROOT, "%-40s %12.0f %8.2f%n", "parse", parse, parse / bound);
        out.printf(Locale.ROOT, "%-40s %12.0f %8.2f%n", "parse and command", command, command / bound);
        out.printf(
                Locale.ROOT, "%-40s %12.0f %8.2f%n", "one SM3 over the bytes, for comparison", hashes, hashes / bound);
        out.printf(
                Locale.ROOT,
                "{\"figure\":\"parse\",\"count\":%d,\"bound\":%.0f,\"parse\":%.0f,\"command\":%.0f,\"parseRatio\":%.3f,\"commandRatio\":%.3f}%n",
                count,
                bound,
                parse,
                command,
                parse / bound,
                command / bound);
    }

    private static List<byte[]> messages(int count) {
        CityGenerator city = new CityGenerator(CityOptions.of(1, count).with(CityOptions.Encodings.ONLY_UTF_8));
        List<byte[]> messages = new ArrayList<>(count);
        city.forEachRemaining(message -> messages.add(message.bytes()));
        return messages;
    }

    private interface Work {
        int of(byte[] message) throws XMLStreamException;
    }

    private static double rate(List<byte[]> messages, Work work) throws XMLStreamException {
        long start = System.nanoTime();
        int done = 0;
        int sum = 0;
        while (System.nanoTime() - start < 1_000_000_000L) {
            for (byte[] message : messages) {
                sum += work.of(message);
            }
            done += messages.size();
        }
        if (sum == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return done * 1e9 / (System.nanoTime() - start);
    }

    private static final XMLInputFactory FACTORY = factory();

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static int stax(byte[] message) throws XMLStreamException {
        XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(message));
        int events = 0;
        while (reader.hasNext()) {
            reader.next();
            events++;
        }
        reader.close();
        return events;
    }

    /** Commits with one hash where the vault would; encryption and storage are figures of their own. */
    private static final class HashingVault implements PrivacyAccess {
        private static final byte[] NOTHING = new byte[SealedRow.LENGTH];

        @Override
        public byte[] partyReference(String idType, String idNumber) {
            return NOTHING;
        }

        @Override
        public byte[] nameReference(String district, String name) {
            return NOTHING;
        }

        @Override
        public SealedRow seal(
                String messageId, int rowIndex, String table, List<byte[]> subjects, SortedMap<String, String> fields) {
            return new SealedRow(NOTHING);
        }

        @Override
        public byte[] keepOriginal(String messageId, byte[] bytes) {
            return messageCommitment(messageId, bytes);
        }

        @Override
        public byte[] messageCommitment(String messageId, byte[] bytes) {
            return Suite.GM.hash().hash(bytes);
        }
    }
}
