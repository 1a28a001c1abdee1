package org.titlechain.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        description =
                "vote that a suspended member takes part again; each member says it; exit 1 while votes are missing",
        mixinStandardHelpOptions = true)
final class MemberResumeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "the member")
    private String name = "";

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--weight", paramLabel = "N", description = "of its vote; all members say the same (default: 1)")
    private long weight = 1;

    @Override
    public Integer call() throws IOException {
        return MemberDeparture.agree(data.existing(), "member.resume", name, weight, "active");
    }
}
