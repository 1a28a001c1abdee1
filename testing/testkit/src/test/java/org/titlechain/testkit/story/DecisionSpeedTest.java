package org.titlechain.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.testkit.story.Story.HOUSE;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.Suite;

/** Prints what deciding a typical transfer costs, beside encoding and hashing the command as the bound. */
class DecisionSpeedTest {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = Integer.getInteger("speed.warmup", 2_000);
    private static final int ROUNDS = Integer.getInteger("speed.rounds", 2_000);

    @Test
    void shouldDecideATransferInFarLessThanAMillisecond() {
        Story story = Story.given(HOUSE);
        story.firstRegistered().to("测试甲").record();
        story.mortgaged().to("测试银行").record();
        MapValue command =
                story.transferred().to("测试乙", "1/2").to("测试丙", "1/2").draft().command();
        TitleChainContract contract = new TitleChainContract(Suite.GM.hash());
        byte[] key = Suite.GM.keyId(Register.RECORDER.getBytes(StandardCharsets.UTF_8));
        BlockContext context =
                new BlockContext(Register.CHAIN, 9, Story.milliseconds(story.now()), new byte[32], 0, key);
        long nanoseconds = 0;
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            long start = CPU.getCurrentThreadCpuTime();
            contract.decide(story.register(), Command.of(command), context);
            nanoseconds += round < WARM_UP ? 0 : CPU.getCurrentThreadCpuTime() - start;
        }
        long each = nanoseconds / ROUNDS;
        System.out.println("deciding a transfer: " + each / 1000 + " µs of one processor");

        assertThat(each).isLessThan(5_000_000);
    }
}
