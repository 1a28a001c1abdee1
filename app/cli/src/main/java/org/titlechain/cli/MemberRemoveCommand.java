package org.titlechain.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = "vote that a member takes part no more; each member says it; exit 1 while votes are missing",
        mixinStandardHelpOptions = true)
final class MemberRemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "the member")
    private String name = "";

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException {
        return MemberDeparture.agree(data.existing(), "member.remove", name, 0, "removed");
    }
}
