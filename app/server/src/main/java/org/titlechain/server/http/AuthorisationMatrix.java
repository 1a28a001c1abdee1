package org.titlechain.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.server.accounts.Principal;
import org.titlechain.server.accounts.Role;

/**
 * Who may call which operation: {@code authorisation.csv}, one row for each operation. What has no row is refused, and
 * the node does not start when an operation has none.
 */
public final class AuthorisationMatrix {
    /**
     * One row.
     *
     * @param open anybody, without signing in
     * @param roles the roles that may
     */
    public record Row(boolean open, Set<Role> roles) {
        public Row {
            roles = Set.copyOf(roles);
        }
    }

    private final SortedMap<String, Row> rows;

    private AuthorisationMatrix(SortedMap<String, Row> rows) {
        this.rows = rows;
    }

    /** Reads the matrix of this build. */
    public static AuthorisationMatrix load() {
        try (InputStream stream = AuthorisationMatrix.class.getResourceAsStream("/authorisation.csv")) {
            if (stream == null) {
                throw new IllegalStateException("authorisation.csv is missing");
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AuthorisationMatrix parse(String text) {
        List<String> lines = text.lines().toList();
        List<String> heads = List.of(lines.getFirst().split(",", -1));
        SortedMap<String, Row> rows = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = List.of(line.split(",", -1));
            if (cells.size() != heads.size()) {
                throw new IllegalStateException("authorisation.csv: " + line);
            }
            boolean open = false;
            Set<Role> roles = EnumSet.noneOf(Role.class);
            for (int i = 1; i < cells.size(); i++) {
                String head = heads.get(i);
                boolean yes =
                        switch (cells.get(i)) {
                            case "yes" -> true;
                            case "no" -> false;
                            default -> throw new IllegalStateException("authorisation.csv: " + line);
                        };
                if (head.equals("public")) {
                    open = yes;
                } else if (yes) {
                    roles.add(Role.ofLabel(head).orElseThrow());
                }
            }
            if (rows.put(cells.getFirst(), new Row(open, roles)) != null) {
                throw new IllegalStateException("authorisation.csv: " + cells.getFirst() + " twice");
            }
        }
        return new AuthorisationMatrix(rows);
    }

    /** The rows by operation. */
    public Map<String, Row> rows() {
        return rows;
    }

    /** The operations that the roles open, those for everybody left out, by name. */
    public List<String> opened(Set<Role> roles) {
        return rows.entrySet().stream()
                .filter(row -> !row.getValue().open())
                .filter(row -> roles.stream().anyMatch(row.getValue().roles()::contains))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Refuses the caller unless its row allows it. */
    public void require(Operation operation, Principal principal) {
        Row row = rows.get(operation.id());
        if (row != null && row.open()) {
            return;
        }
        if (!principal.isKnown()) {
            throw ErrorCode.SIGN_IN_REQUIRED.problem();
        }
        if (row == null || principal.roles().stream().noneMatch(row.roles()::contains)) {
            throw ErrorCode.NOT_ENTITLED.problem(operation.id());
        }
    }
}
