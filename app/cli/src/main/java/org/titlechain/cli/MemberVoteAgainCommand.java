package org.titlechain.cli;

import java.util.concurrent.Callable;
import org.titlechain.server.DataFolder;
import org.titlechain.server.join.LostVotes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "vote-again",
        description =
                "let a stopped member that was restored order again with its old key, behind the blocks that it has now;"
                        + " whoever says it knows that its old process is gone for ever",
        mixinStandardHelpOptions = true)
final class MemberVoteAgainCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--survivors",
            description =
                    "too few are left to go on without it, and all who are left agreed to give up what none of them"
                            + " holds: what lost members decided after the newest block here can be decided otherwise")
    private boolean survivors;

    @Override
    public Integer call() throws Exception {
        try (DataFolder folder = DataFolder.open(data.existing())) {
            long height = LostVotes.takeUp(folder.root(), survivors);
            System.out.println("此后恢复排序表决 · it votes again behind native block " + height);
        }
        return 0;
    }
}
