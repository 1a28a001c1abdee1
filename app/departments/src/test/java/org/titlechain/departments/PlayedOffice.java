package org.titlechain.departments;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.titlechain.client.TitleChainClient;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.server.Composition;
import org.titlechain.server.Configuration;
import org.titlechain.server.DataFolder;
import org.titlechain.server.node.Nodes;
import org.titlechain.testkit.city.CityGenerator;
import org.titlechain.testkit.city.CityOptions;

/**
 * A real node with a small invented city, its office, not yet open, and departments that are enrolled and asked one by
 * one.
 */
final class PlayedOffice implements AutoCloseable {
    static final String DISTRICT = "999901";
    private static final long SEED = 7;
    private static final long MESSAGES = 300;

    private final DataFolder folder;
    private final Composition composition;
    private final Enrolment enrolment;
    private final List<TitleChainClient> opened = new ArrayList<>();
    final TrustedMembers trust;
    final TitleChainClient client;

    private PlayedOffice(DataFolder folder, Composition composition) throws IOException {
        this.folder = folder;
        this.composition = composition;
        this.trust = TrustedMembers.parse(composition.node().ledger().trust().getBytes(StandardCharsets.UTF_8));
        this.client = open(DataFolder.adminToken(folder.root()).orElseThrow());
        this.enrolment = new Enrolment(client, folder.root().resolve("departments"), trust.suite());
    }

    static PlayedOffice start(Path root) throws Exception {
        DataFolder folder = DataFolder.open(root);
        Configuration configuration = Configuration.read(root, Map.of("listen.port", "0"));
        Composition composition = Composition.start(configuration, folder, Nodes.open(folder, configuration));
        PlayedOffice office = new PlayedOffice(folder, composition);
        CityGenerator city = new CityGenerator(CityOptions.of(SEED, MESSAGES));
        while (city.hasNext()) {
            composition.node().gateway().record(city.next().bytes()).join();
        }
        return office;
    }

    /** The office begins to number certificates: until then no case can come to an end. */
    void open() {
        client.cases().officeNumbering(DISTRICT, "测", "示例市");
    }

    private TitleChainClient open(String token) {
        TitleChainClient made =
                new TitleChainClient(URI.create("http://127.0.0.1:" + composition.port()), token, trust);
        opened.add(made);
        return made;
    }

    /** The desk of a department that was enrolled. */
    DepartmentDesk desk(Department department, Behaviour behaviour) throws IOException {
        enrolment.enrol(department);
        return new DepartmentDesk(
                open(Files.readString(enrolment.token(department)).strip()),
                department,
                behaviour,
                KeyFiles.read(enrolment.key(department), trust.suite()),
                Optional.of(KeyFiles.read(enrolment.secondKey(department), trust.suite())),
                SEED);
    }

    /** A portal whose cases have numbers that begin so. */
    Sales sales(String prefix) {
        return new Sales(client, open(client.entitlements().tokenCreate("portal", List.of("applicant"), 1)), prefix);
    }

    /** How many keys of people, departments and programs the chain has. */
    long keys() {
        return composition.node().ledger().keys("key/", "", 1_000).size();
    }

    @Override
    public void close() {
        opened.forEach(TitleChainClient::close);
        composition.close();
        folder.close();
    }
}
