package org.titlechain.server;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.contract.codelist.CodeLists;
import org.titlechain.rules.instrument.PackLibrary;
import org.titlechain.rules.instrument.PackReview;
import org.titlechain.server.accounts.Accounts;
import org.titlechain.server.accounts.Callers;
import org.titlechain.server.accounts.Lockout;
import org.titlechain.server.accounts.Passwords;
import org.titlechain.server.accounts.Role;
import org.titlechain.server.accounts.Sessions;
import org.titlechain.server.accounts.Token;
import org.titlechain.server.accounts.TraceLinks;
import org.titlechain.server.api.AccountApi;
import org.titlechain.server.api.AnchorApi;
import org.titlechain.server.api.CaseApi;
import org.titlechain.server.api.CaseBatchApi;
import org.titlechain.server.api.ContractApi;
import org.titlechain.server.api.EngineApi;
import org.titlechain.server.api.ErasureApi;
import org.titlechain.server.api.ExchangeApi;
import org.titlechain.server.api.FactApi;
import org.titlechain.server.api.FindingWords;
import org.titlechain.server.api.ImportApi;
import org.titlechain.server.api.JoinApi;
import org.titlechain.server.api.KeyApi;
import org.titlechain.server.api.LedgerApi;
import org.titlechain.server.api.LedgerViews;
import org.titlechain.server.api.MaintenanceApi;
import org.titlechain.server.api.MemberApi;
import org.titlechain.server.api.MessageApi;
import org.titlechain.server.api.PersonalApi;
import org.titlechain.server.api.ProposalApi;
import org.titlechain.server.api.QueryApi;
import org.titlechain.server.api.RegisterApi;
import org.titlechain.server.api.RulePackApi;
import org.titlechain.server.api.ShareApi;
import org.titlechain.server.api.SystemApi;
import org.titlechain.server.api.TraceApi;
import org.titlechain.server.api.WitnessApi;
import org.titlechain.server.delivery.DeliveryService;
import org.titlechain.server.delivery.Erasures;
import org.titlechain.server.engines.EngineSwitch;
import org.titlechain.server.http.AuthorisationMatrix;
import org.titlechain.server.http.CallLimits;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.WebServer;
import org.titlechain.server.members.MemberService;
import org.titlechain.server.members.WitnessLink;
import org.titlechain.server.node.AdministratorKeys;
import org.titlechain.server.node.AutomaticDesk;
import org.titlechain.server.node.CaseBatches;
import org.titlechain.server.node.Node;
import org.titlechain.server.node.Nodes;
import org.titlechain.server.node.PastCases;

/** The program's composition on one screen: what is made, from what, in which order. */
public final class Composition implements AutoCloseable {
    private static final int COUNTY_DIGITS = 6;

    private final Node node;
    private final Accounts accounts;
    private final WebServer web;
    private final Optional<MemberService> members;
    private final Optional<DeliveryService> delivery;
    private final Erasures erasures;
    private final Optional<EngineSwitch> engines;
    private final Optional<AutomaticDesk> desk;
    private final CaseBatches batches;
    private final WitnessLink witnesses;

    private Composition(
            Node node,
            Accounts accounts,
            WebServer web,
            Optional<MemberService> members,
            Optional<DeliveryService> delivery,
            Erasures erasures,
            Optional<EngineSwitch> engines,
            Optional<AutomaticDesk> desk,
            CaseBatches batches,
            WitnessLink witnesses) {
        this.node = node;
        this.accounts = accounts;
        this.web = web;
        this.members = members;
        this.delivery = delivery;
        this.erasures = erasures;
        this.engines = engines;
        this.desk = desk;
        this.batches = batches;
        this.witnesses = witnesses;
    }

    /** Starts to answer for the node. The node is closed together with the composition. */
    public static Composition start(Configuration configuration, DataFolder folder, Node node) throws IOException {
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        PrivateFiles.createFolder(folder.root().resolve("accounts"));
        Lockout lockout = new Lockout(configuration.loginFailures(), configuration.loginLock(), clock);
        Accounts accounts =
                new Accounts(folder.root().resolve("accounts"), new Passwords(random), lockout, random, clock);
        Sessions sessions = new Sessions(random, clock, configuration.sessionIdle(), configuration.sessionLongest());
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

        FindingWords words = FindingWords.load();
        LedgerViews views = new LedgerViews(node.ledger(), node.suite());
        Map<String, Handler> handlers = new TreeMap<>();
        Optional<AutomaticDesk> desk = desk(configuration, folder, node);
        handlers.putAll(
                new SystemApi(node.ledger(), configuration, folder.root(), meters, node.query(), desk).handlers());
        AuthorisationMatrix matrix = AuthorisationMatrix.load();
        handlers.putAll(new AccountApi(accounts, sessions, matrix, clock).handlers());
        handlers.putAll(new LedgerApi(node.ledger(), views).handlers());
        handlers.putAll(new RegisterApi(
                        node.ledger(), views, CodeLists.load(), node.suite().hash(), clock)
                .handlers());
        handlers.putAll(new MessageApi(node.gateway(), node.ledger(), views, words).handlers());
        PersonalApi personal = new PersonalApi(node.ledger(), node.vault(), node.people(), views);
        handlers.putAll(personal.handlers());
        handlers.putAll(new CaseApi(node, views, personal, clock).handlers());
        TraceLinks traces = new TraceLinks(
                folder.root().resolve("accounts/trace-links.jsonl"),
                text -> node.vault().nameReference("trace", text),
                random,
                clock);
        handlers.putAll(new TraceApi(node.ledger(), traces, clock).handlers());
        CaseBatches batches = new CaseBatches(
                folder.root().resolve("batches"),
                node.ledger(),
                node.suite().hash(),
                node.officeKeys(),
                name -> Role.keyLabels(accounts.rolesOf(name)),
                clock);
        handlers.putAll(new CaseBatchApi(batches, node.vault()).handlers());
        handlers.putAll(new FactApi(node.suite(), node.ledger(), clock).handlers());
        AdministratorKeys administrators = new AdministratorKeys(folder.root(), node.suite(), node.ledger());
        handlers.putAll(new RulePackApi(
                        node.ledger(),
                        administrators,
                        new PackReview(new PackLibrary(node.suite().hash())),
                        new PastCases(node.ledger(), node.suite()),
                        views)
                .handlers());
        handlers.putAll(new KeyApi(node.suite(), node.ledger(), administrators).handlers());
        handlers.putAll(new ContractApi(node.ledger(), views).handlers());
        handlers.putAll(new ImportApi(node.imports()).handlers());
        QueryApi queries =
                new QueryApi(node.query().reader(), node.ledger(), node.suite().hash(), words, clock);
        handlers.putAll(queries.handlers());
        handlers.putAll(new MaintenanceApi(node, folder.root()).handlers());
        handlers.putAll(
                new ExchangeApi(node.ledger(), node.query().reader(), queries, personal, node.people()).handlers());
        Optional<MemberService> members = MemberService.open(folder.root(), node.suite(), node.ledger(), clock);
        handlers.putAll(new MemberApi(node.ledger(), node.suite(), members, clock).handlers());
        handlers.putAll(NodeMeters.handlers(meters, node, folder.root(), members, desk));
        WitnessLink witnesses = new WitnessLink(node.ledger());
        handlers.putAll(new WitnessApi(node.ledger(), folder.root(), witnesses).handlers());
        Optional<DeliveryService> delivery = DeliveryService.start(configuration, folder.root(), node, clock);
        handlers.putAll(new ShareApi(node.ledger(), administrators, delivery, clock).handlers());
        Erasures erasures = new Erasures(node.ledger(), views, node.vault(), MemberService.nameOf(node.ledger()));
        handlers.putAll(new ErasureApi(node.ledger(), views, node.vault(), administrators, erasures).handlers());
        handlers.putAll(new AnchorApi(node.ledger(), folder.root(), node.suite()).handlers());
        handlers.putAll(new ProposalApi(node.ledger(), administrators, clock).handlers());
        Optional<EngineSwitch> engines = node.engine()
                .map(own -> new EngineSwitch(
                        folder.root(), node.suite(), node.ledger(), own, administrators, EngineSwitch.PATIENCE));
        handlers.putAll(new JoinApi(node.engine()).handlers());
        handlers.putAll(new EngineApi(node.ledger(), folder.root(), engines).handlers());
        keepNodeToken(folder, accounts);
        // Before anybody is answered: nobody sees what the ledger says is erased.
        erasures.begin();
        WebServer web = WebServer.start(
                new WebServer.Listen(
                        configuration.host(),
                        configuration.port(),
                        configuration.certificate(),
                        configuration.privateKey()),
                handlers,
                new Callers(accounts, sessions),
                matrix,
                new CallLimits(
                        configuration.callsPerSecond(), configuration.strangerCallsPerSecond(), System::nanoTime),
                meters);
        members.ifPresent(MemberService::begin);
        delivery.ifPresent(DeliveryService::begin);
        engines.ifPresent(EngineSwitch::begin);
        desk.ifPresent(AutomaticDesk::begin);
        return new Composition(node, accounts, web, members, delivery, erasures, engines, desk, batches, witnesses);
    }

    /** Among several members, cases are handled by the county's own. */
    private static Optional<AutomaticDesk> desk(Configuration configuration, DataFolder folder, Node node) {
        boolean alone = !Files.exists(folder.root().resolve(Nodes.GENESIS));
        return alone || configuration.district().length() == COUNTY_DIGITS
                ? Optional.of(
                        new AutomaticDesk(node.ledger(), node.query(), node.officeKeys(), configuration.district()))
                : Optional.empty();
    }

    /** Programs on this machine that may read the folder may do everything; deleting the file revokes the token. */
    private static void keepNodeToken(DataFolder folder, Accounts accounts) throws IOException {
        boolean valid = DataFolder.adminToken(folder.root())
                .flatMap(accounts::principalOfToken)
                .isPresent();
        if (!valid) {
            accounts.tokens(Token.NODE).forEach(token -> accounts.revokeToken(token.id()));
            Accounts.NewToken made = accounts.createToken(Token.NODE, "this machine", EnumSet.allOf(Role.class), 0);
            PrivateFiles.replace(folder.root().resolve("admin-token"), made.secret() + "\n");
        }
    }

    public Accounts accounts() {
        return accounts;
    }

    public Node node() {
        return node;
    }

    /** The port that is listened on. */
    public int port() {
        return web.port();
    }

    @Override
    public void close() {
        try (node) {
            web.close();
            batches.close();
            witnesses.close();
            desk.ifPresent(AutomaticDesk::close);
            engines.ifPresent(EngineSwitch::close);
            erasures.close();
            delivery.ifPresent(DeliveryService::close);
            members.ifPresent(MemberService::close);
        }
    }
}
