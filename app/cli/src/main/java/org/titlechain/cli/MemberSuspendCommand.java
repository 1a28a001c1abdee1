package org.titlechain.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "suspend",
        description =
                "vote that a member takes part no more until it is resumed; each member says it; exit 1 while votes are missing",
        mixinStandardHelpOptions = true)
final class MemberSuspendCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "the member")
    private String name = "";

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException {
        return MemberDeparture.agree(data.existing(), "member.suspend", name, 0, "suspended");
    }
}
