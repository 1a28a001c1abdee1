package org.titlechain.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.titlechain.client.TitleChainClient;
import org.titlechain.departments.Department;
import org.titlechain.departments.Enrolment;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.server.DataFolder;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "departments",
        description = "play the departments whose facts cases wait for, each a program of its own; ends with Ctrl-C",
        mixinStandardHelpOptions = true)
final class DepartmentsCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "these only: tax, housing, civil, court, bank, police; the others are real, or silent")
    private List<String> only = new ArrayList<>();

    @Option(names = "--delay", paramLabel = "MS", description = "how long each takes before it speaks (default: 0)")
    private int delay;

    @Option(
            names = "--fail",
            paramLabel = "PERCENT",
            description = "of a hundred attempts, how many come to nothing and are tried again (default: 0)")
    private int fail;

    @Option(
            names = "--contradict",
            paramLabel = "NAME:ENDING",
            description = "a second office of the department denies what it confirms, for cases whose number ends so")
    private @Nullable String contradict;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<Department> wanted = only.isEmpty()
                ? List.of(Department.values())
                : only.stream().map(this::department).toList();
        Path folder = data.existing();
        URI node = URI.create(DataFolder.address(folder)
                .orElseThrow(() -> new StartException(Kind.CONFIGURATION, "no node runs in " + folder)));
        String token = DataFolder.adminToken(folder)
                .orElseThrow(() -> new StartException(Kind.CONFIGURATION, "there is no admin-token in " + folder));
        Path keys = folder.resolve("departments");
        Path trustFile = keys.resolve("trust.json");
        List<ChildProcess> programs = new ArrayList<>();
        try (NodeLink link = NodeLink.find(folder).orElseThrow()) {
            byte[] trust = link.get("/trust");
            TrustedMembers members = TrustedMembers.parse(trust);
            try (TitleChainClient administrator = new TitleChainClient(node, token, members)) {
                Enrolment enrolment = new Enrolment(administrator, keys, members.suite());
                for (Department department : wanted) {
                    enrolment.enrol(department);
                }
                Files.write(trustFile, trust);
                for (Department department : wanted) {
                    programs.add(ChildProcess.start(arguments(enrolment, department, node, trustFile)));
                }
            }
            for (Department department : wanted) {
                System.out.println("部门 · department " + department.label() + ": " + department.organisation());
            }
            System.out.println("就绪 · ready");
            for (ChildProcess program : programs) {
                program.awaitEnd();
            }
        } finally {
            programs.forEach(ChildProcess::close);
        }
        return 0;
    }

    private List<String> arguments(Enrolment enrolment, Department department, URI node, Path trust) {
        List<String> arguments = new ArrayList<>(List.of("department", department.label()));
        arguments.addAll(List.of("--node", node.toString(), "--trust", trust.toString()));
        arguments.addAll(List.of("--key", enrolment.key(department).toString()));
        arguments.addAll(List.of("--token-file", enrolment.token(department).toString()));
        arguments.addAll(List.of("--delay", Integer.toString(delay), "--fail", Integer.toString(fail)));
        arguments.add("--end-with-input");
        ending(department)
                .ifPresent(ending -> arguments.addAll(List.of(
                        "--contradict",
                        ending,
                        "--second-key",
                        enrolment.secondKey(department).toString())));
        return arguments;
    }

    private Optional<String> ending(Department department) {
        String beginning = department.label() + ":";
        return Optional.ofNullable(contradict)
                .filter(text -> text.startsWith(beginning))
                .map(text -> text.substring(beginning.length()));
    }

    private Department department(String label) {
        return Department.ofLabel(label)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        java.util.Objects.requireNonNull(spec).commandLine(),
                        "--only takes " + Department.labels() + ", not " + label));
    }
}
