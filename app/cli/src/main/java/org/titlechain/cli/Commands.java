package org.titlechain.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The table of commands. */
@Command(
        name = "titlechain",
        description = "地契链 · TitleChain",
        subcommands = {
            UpCommand.class,
            EngineCommand.class,
            MemberCommand.class,
            ProveCommand.class,
            TrustCommand.class,
            KeyCommand.class,
            BenchCommand.class,
            ImportCommand.class,
            GenerateCommand.class,
            DepartmentsCommand.class,
            DepartmentCommand.class,
            SellCommand.class,
            WitnessCommand.class,
            AnchorCommand.class,
            SimulateCommand.class,
            SimulateNetworkCommand.class,
            FabricNetworkCommand.class,
            FabricChaincodeCommand.class,
            FsckCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ExportChainCommand.class,
            ReplayCommand.class,
            RebuildQueryCommand.class,
            RejoinCommand.class,
            CommandLine.HelpCommand.class
        })
final class Commands implements Runnable {
    /** Exit status of a command that was misused. */
    static final int USAGE = 2;

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    static int run(List<String> arguments) {
        CommandLine line = new CommandLine(new Commands());
        // A figure has options of its own.
        line.getSubcommands()
                .forEach((name, command) -> command.setUnmatchedOptionsArePositionalParams(name.equals("bench")));
        line.setExecutionExceptionHandler((exception, commandLine, result) -> {
            commandLine.getErr().println("titlechain: " + Failure.sentence(exception));
            return Failure.status(exception);
        });
        return line.execute(arguments.toArray(String[]::new));
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
