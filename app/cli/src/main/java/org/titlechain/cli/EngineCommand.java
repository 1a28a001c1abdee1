package org.titlechain.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "engine",
        description = "the engine that orders the chain's entries: look at it, go over to another one in use",
        mixinStandardHelpOptions = true,
        subcommands = {EngineSwitchCommand.class, EngineStatusCommand.class})
final class EngineCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
