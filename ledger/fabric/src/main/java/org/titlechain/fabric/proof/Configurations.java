package org.titlechain.fabric.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The configurations of a channel from its first on, each signed by the orderers of the one before: so whoever knows
 * the hash of block 0 knows the orderers of any block.
 */
public final class Configurations {
    private final List<FabricBlock> blocks = new ArrayList<>();
    private final List<ChannelConfig> configs = new ArrayList<>();

    private Configurations() {}

    /**
     * Begins with block 0.
     *
     * @throws IllegalArgumentException when it is another channel's than the hash says
     */
    public static Configurations begin(FabricBlock genesis, byte[] genesisHash) {
        ChannelConfig config = genesis.config()
                .orElseThrow(() -> new IllegalArgumentException("block 0 holds no configuration of a channel"));
        if (genesis.number() != 0 || !Arrays.equals(genesis.hash(), genesisHash)) {
            throw new IllegalArgumentException("the channel begins with block 0 of hash "
                    + HexFormat.of().formatHex(genesis.hash()) + ", wanted is "
                    + HexFormat.of().formatHex(genesisHash));
        }
        Configurations begun = new Configurations();
        begun.add(genesis, config);
        return begun;
    }

    private void add(FabricBlock block, ChannelConfig config) {
        // What the header and the data say is known by the hash; what is not, does not come along.
        blocks.add(block.number() == 0 ? new FabricBlock(0, block.previous(), block.data(), new byte[0]) : block);
        configs.add(config);
    }

    /** The blocks that hold them, block 0 first. */
    public List<FabricBlock> blocks() {
        return List.copyOf(blocks);
    }

    /** The last configuration. */
    public ChannelConfig last() {
        return configs.getLast();
    }

    /** The number of the block of the last configuration. */
    public long lastNumber() {
        return blocks.getLast().number();
    }

    /** What was known before the block with the number. */
    public Configurations before(long number) {
        Configurations earlier = new Configurations();
        for (int i = 0; i < blocks.size() && (i == 0 || blocks.get(i).number() < number); i++) {
            earlier.add(blocks.get(i), configs.get(i));
        }
        return earlier;
    }

    /**
     * Why a later block is not one of the channel, or empty when it is: signed by the orderers of the last
     * configuration, which they name. A configuration in it is the last from then on.
     */
    public Optional<String> refusalOfNext(FabricBlock block) {
        if (block.number() <= lastNumber()) {
            return Optional.of("block " + block.number() + " comes after the configuration of " + lastNumber());
        }
        Optional<String> refusal = BlockSignatures.refusal(block, last());
        if (refusal.isPresent()) {
            return refusal;
        }
        long named = BlockSignatures.decode(block.signatures()).lastConfig();
        Optional<ChannelConfig> next = block.config();
        if (next.isPresent()) {
            if (!next.get().channel().equals(last().channel())) {
                return Optional.of("block " + block.number() + " configures another channel");
            }
            add(block, next.get());
        } else if (named != lastNumber()) {
            return Optional.of("block " + block.number() + " was made under the configuration of block " + named
                    + ", the last that is known is of block " + lastNumber());
        }
        return Optional.empty();
    }
}
