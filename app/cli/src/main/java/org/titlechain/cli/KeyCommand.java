package org.titlechain.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "key",
        description = "signing keys: on a device, under a password, or plain",
        mixinStandardHelpOptions = true,
        subcommands = {KeyDeviceCommand.class, KeyShowCommand.class, KeySealCommand.class, KeyUnsealCommand.class})
final class KeyCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
