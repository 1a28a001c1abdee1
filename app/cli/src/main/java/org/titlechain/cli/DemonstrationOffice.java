package org.titlechain.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.titlechain.server.Composition;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.accounts.Accounts;
import org.titlechain.server.accounts.Role;

/**
 * The people of the invented office, one for each place on the way of a case, and the cases on their desks. Their
 * password is drawn for this folder and written to {@code demo-people.txt} in it, which only its owner reads.
 */
final class DemonstrationOffice {
    /** Somebody of the office. */
    enum Person {
        WINDOW("window", "受理 · acceptance"),
        REVIEWER("reviewer", "初审 · first review"),
        SECOND("second", "复审 · second review"),
        REGISTRAR("registrar", "登簿 · entry"),
        ISSUER("issuer", "缮证、发证、归档 · certificates, archive");

        private final String account;
        private final String work;

        Person(String account, String work) {
            this.account = account;
            this.work = work;
        }

        /** Everybody may look things up, and see whom a case is about. */
        private Set<Role> roles() {
            return switch (this) {
                case WINDOW -> EnumSet.of(Role.ACCEPTOR, Role.CLERK, Role.HOLDERS);
                case REVIEWER, SECOND -> EnumSet.of(Role.REVIEWER, Role.CLERK, Role.HOLDERS);
                case REGISTRAR -> EnumSet.of(Role.REGISTRAR, Role.CLERK, Role.HOLDERS);
                case ISSUER -> EnumSet.of(Role.ISSUER, Role.ARCHIVIST, Role.CLERK, Role.HOLDERS);
            };
        }
    }

    private static final String FILE = "demo-people.txt";
    private static final String TOKEN = "demonstration";
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP = 4;

    private DemonstrationOffice() {}

    static void open(Path data, Composition composition, PrintStream out) throws IOException, InterruptedException {
        Accounts accounts = composition.accounts();
        String password = password();
        Map<Person, ApiCaller> callers = new EnumMap<>(Person.class);
        List<String> tokens = new ArrayList<>();
        for (Person person : Person.values()) {
            accounts.create(person.account, password, person.roles(), "zh");
            Accounts.NewToken token = accounts.createToken(person.account, TOKEN, person.roles(), 0);
            tokens.add(token.token().id());
            callers.put(person, new ApiCaller(composition.port(), token.secret()));
        }
        String people = people(password);
        PrivateFiles.replace(data.resolve(FILE), people);
        int cases = new DemonstrationCases(callers, ApiCaller.ofNode(composition.port(), data)).play();
        tokens.forEach(accounts::revokeToken);
        out.println(
                "示范业务就绪 · " + cases + " cases wait on the desks of these people (also in " + data.resolve(FILE) + "):");
        out.print(people);
        out.flush();
    }

    private static String people(String password) {
        StringBuilder text = new StringBuilder();
        for (Person person : Person.values()) {
            text.append("  ")
                    .append(person.account)
                    .append("  ")
                    .append(person.work)
                    .append('\n');
        }
        return text.append("  密码 · password: ").append(password).append('\n').toString();
    }

    private static String password() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            password.append(group == 0 ? "" : "-");
            random.ints(GROUP, 0, LETTERS.length()).forEach(letter -> password.append(LETTERS.charAt(letter)));
        }
        return password.toString();
    }
}
