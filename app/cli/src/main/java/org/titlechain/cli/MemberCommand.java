package org.titlechain.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "member",
        description = "members of a chain over CometBFT on machines of their own: found it, join it, leave it",
        mixinStandardHelpOptions = true,
        subcommands = {
            MemberPrepareCommand.class,
            MemberFoundCommand.class,
            MemberJoinCommand.class,
            MemberAdmitCommand.class,
            MemberCardCommand.class,
            MemberInvitationCommand.class,
            MemberSecretCommand.class,
            MemberVoteAgainCommand.class,
            MemberSuspendCommand.class,
            MemberResumeCommand.class,
            MemberRemoveCommand.class
        })
final class MemberCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
