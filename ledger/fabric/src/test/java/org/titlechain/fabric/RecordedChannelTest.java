package org.titlechain.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.titlechain.driver.BatchFormat;
import org.titlechain.fabric.FollowedChannel.WrongChannelException;
import org.titlechain.fabric.network.NetworkPlan;
import org.titlechain.fabric.proof.Batches;
import org.titlechain.fabric.proof.Evidence;
import org.titlechain.fabric.proof.EvidenceCheck;
import org.titlechain.fabric.proof.FabricBlock;
import org.titlechain.testkit.ledger.TestEntries;

/**
 * Reading and proving, over blocks that real networks made: one with Raft, one with SmartBFT. They are recorded anew by
 * command ({@code docs/engines.md}).
 */
final class RecordedChannelTest {
    private static final Path RECORDS = Path.of("src/test/resources/org/titlechain/fabric");
    /** SEC 2, secp256r1: the order n of the curve's group. */
    private static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private static final String FIRST = hex(TestEntries.entry(1).bytes());
    private static final String SECOND = hex(TestEntries.entry(2).bytes());
    private static final String THIRD = hex(TestEntries.entry(3).bytes());

    @TempDir
    Path folder;

    @BeforeAll
    static void recordWhatIsMissing(@TempDir Path networks) throws Exception {
        if (Boolean.getBoolean("golden.record")) {
            Files.createDirectories(RECORDS);
            for (String consensus : List.of("raft", "bft")) {
                Path file = RECORDS.resolve(consensus + ".blocks");
                if (Files.notExists(file)) {
                    RecordedChannel.record(
                            Files.createDirectory(networks.resolve(consensus)),
                            consensus.equals("bft") ? NetworkPlan.smartBft() : NetworkPlan.raft(),
                            file);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"raft", "bft"})
    void shouldFollowTheChannelAndFindWhatWasWritten(String consensus) throws Exception {
        RecordedChannel channel = RecordedChannel.of(consensus);
        FollowedChannel followed = followed(channel);
        List<List<String>> found = new ArrayList<>();
        int changes = 0;
        for (int i = 0; i < channel.blocks().size(); i++) {
            followed.take(channel.block(i));
            changes += channel.block(i).config().isPresent() ? 1 : 0;
            List<String> entries = entries(channel, i);
            if (!entries.isEmpty()) {
                found.add(entries);
            }
        }
        assertThat(found).containsExactly(List.of(FIRST), List.of(FIRST, SECOND), List.of(THIRD));
        assertThat(changes).isEqualTo(2);
        assertThat(followed.configurationsBefore(channel.blocks().size())).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"raft", "bft"})
    void shouldHashHeadersAsFabricDoes(String consensus) throws Exception {
        RecordedChannel channel = RecordedChannel.of(consensus);
        for (int i = 1; i < channel.blocks().size(); i++) {
            assertThat(channel.block(i).previous())
                    .isEqualTo(channel.block(i - 1).hash());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"raft", "bft"})
    void shouldProveEveryBlockAndNoneThatWasAltered(String consensus) throws Exception {
        RecordedChannel channel = RecordedChannel.of(consensus);
        EvidenceCheck check = new EvidenceCheck(channel.order(), channel.place().genesisHash());
        Predicate<byte[]> placedBefore = entry -> hex(entry).equals(FIRST);
        int proved = 0;
        for (int i = 0; i < channel.blocks().size(); i++) {
            if (entries(channel, i).isEmpty()) {
                continue;
            }
            byte[] evidence = evidence(channel, i).encode();
            org.titlechain.ledger.Block block = ours(channel, i, ++proved);
            assertThat(check.refusal(evidence, block, placedBefore)).isEmpty();
            List<Integer> survived = new ArrayList<>();
            for (int place = 0; place < evidence.length; place += 1 + evidence.length / 2_000) {
                byte[] altered = evidence.clone();
                altered[place] ^= (byte) (1 << place % 8);
                if (check.refusal(altered, block, placedBefore).isEmpty()) {
                    survived.add(place);
                }
            }
            assertThat(survived).as("bytes whose alteration was not noticed").isEmpty();
        }
        assertThat(proved).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"raft", "bft"})
    void shouldNotProveWithoutAConfigurationOrFromAnotherBeginning(String consensus) throws Exception {
        RecordedChannel channel = RecordedChannel.of(consensus);
        int last = channel.blocks().size() - 1;
        org.titlechain.ledger.Block block = ours(channel, last, 3);
        Evidence whole = evidence(channel, last);
        Evidence shortened = new Evidence(whole.order(), whole.configurations().subList(0, 1), whole.block());
        EvidenceCheck check = new EvidenceCheck(channel.order(), channel.place().genesisHash());
        assertThat(check.refusal(shortened.encode(), block, entry -> false))
                .hasValueSatisfying(reason -> assertThat(reason).contains("under the configuration of block"));
        RecordedChannel other = RecordedChannel.of(consensus.equals("bft") ? "raft" : "bft");
        EvidenceCheck elsewhere =
                new EvidenceCheck(channel.order(), other.place().genesisHash());
        assertThat(elsewhere.refusal(whole.encode(), block, entry -> false)).isPresent();
        // The same block under the configurations of a channel with other orderers.
        Evidence foreign = new Evidence(
                whole.order(),
                other.block(0).config().isPresent() ? List.of(genesis(other)) : List.of(),
                whole.block());
        assertThat(elsewhere.refusal(foreign.encode(), block, entry -> false))
                .hasValueSatisfying(reason -> assertThat(reason).contains("sign"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"raft", "bft"})
    void shouldTakeNothingThatAPeerMadeUp(String consensus) throws Exception {
        RecordedChannel channel = RecordedChannel.of(consensus);
        int last = channel.blocks().size() - 1;
        FabricBlock genuine = channel.block(last);
        assertThatThrownBy(() -> upTo(channel, last - 1).take(genuine))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not follow");
        List<byte[]> more = new ArrayList<>(genuine.data());
        more.addAll(channel.block(last - 2).data());
        FabricBlock larger = new FabricBlock(last, genuine.previous(), more, genuine.signatures());
        FabricBlock unsigned = new FabricBlock(last, genuine.previous(), genuine.data(), new byte[0]);
        for (FabricBlock made : List.of(larger, unsigned)) {
            FollowedChannel followed = upTo(channel, last);
            assertThatThrownBy(() -> followed.take(made))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not signed");
            // Another peer may give the true one.
            followed.take(genuine);
        }
        Block given = Block.parseFrom(channel.blocks().get(last));
        BlockHeader header = given.getHeader().toBuilder().setNumber(last + 1).build();
        FabricBlock renumbered =
                FabricBlock.decode(given.toBuilder().setHeader(header).build().toByteArray());
        assertThatThrownBy(() -> upTo(channel, last).take(renumbered)).isInstanceOf(IOException.class);
        byte[] withoutData = given.toBuilder().clearData().build().toByteArray();
        assertThatThrownBy(() -> FabricBlock.decode(withoutData)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldWantAQuorumOfDifferentConsenters() throws Exception {
        RecordedChannel channel = RecordedChannel.of("bft");
        int last = channel.blocks().size() - 1;
        FabricBlock block = channel.block(last);
        assertThat(Metadata.parseFrom(block.signatures()).getSignaturesCount()).isGreaterThanOrEqualTo(3);
        FabricBlock three = resigned(block, signatures -> signatures.subList(0, 3));
        FabricBlock two = resigned(block, signatures -> signatures.subList(0, 2));
        FabricBlock repeated =
                resigned(block, signatures -> List.of(signatures.get(0), signatures.get(1), signatures.get(0)));
        upTo(channel, last).take(three);
        for (FabricBlock made : List.of(two, repeated)) {
            assertThatThrownBy(() -> upTo(channel, last).take(made))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not signed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"raft", "bft"})
    void shouldWantTheOneOfTwoSignaturesThatFabricAllows(String consensus) throws Exception {
        RecordedChannel channel = RecordedChannel.of(consensus);
        int last = channel.blocks().size() - 1;
        FabricBlock mirrored = resigned(
                channel.block(last),
                signatures -> signatures.stream()
                        .map(signature -> signature.toBuilder()
                                .setSignature(mirrored(signature.getSignature()))
                                .build())
                        .toList());
        assertThatThrownBy(() -> upTo(channel, last).take(mirrored))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not signed");
    }

    /** SEQUENCE {r, n - s}: to ECDSA a signature as good as {r, s}. */
    private static ByteString mirrored(ByteString signature) {
        byte[] bytes = signature.toByteArray();
        int length = bytes[3];
        BigInteger s = new BigInteger(Arrays.copyOfRange(bytes, 6 + length, bytes.length));
        byte[] other = P256_ORDER.subtract(s).toByteArray();
        byte[] whole = Arrays.copyOf(bytes, 6 + length + other.length);
        whole[1] = (byte) (whole.length - 2);
        whole[5 + length] = (byte) other.length;
        System.arraycopy(other, 0, whole, 6 + length, other.length);
        return ByteString.copyFrom(whole);
    }

    @Test
    void shouldNotTakeTwoEnvelopesForOne() throws Exception {
        RecordedChannel channel = RecordedChannel.of("raft");
        for (int i = 0; i < channel.blocks().size(); i++) {
            Block given = Block.parseFrom(channel.blocks().get(i));
            ByteString whole = given.getData().getDataList().stream().reduce(ByteString.EMPTY, ByteString::concat);
            // The hash of the data does not tell these from the true ones.
            ByteString twice = whole.concat(whole.substring(0, 2));
            Block joined = given.toBuilder()
                    .setData(given.getData().toBuilder().clearData().addData(twice))
                    .build();
            assertThatThrownBy(() -> FabricBlock.decode(joined.toByteArray()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        List<byte[]> data = channel.block(channel.blocks().size() - 1).data();
        byte[] one = data.getFirst();
        byte[] pair = Arrays.copyOf(one, 2 * one.length);
        System.arraycopy(one, 0, pair, one.length, one.length);
        FabricBlock joined = new FabricBlock(1, new byte[32], List.of(pair), new byte[0]);
        FabricBlock apart = new FabricBlock(1, new byte[32], List.of(one, one), new byte[0]);
        assertThat(joined.hash()).isEqualTo(apart.hash());
        byte[] evidence = new Evidence(channel.order(), List.of(genesis(channel)), joined).encode();
        assertThat(new EvidenceCheck(channel.order(), channel.place().genesisHash())
                        .refusal(evidence, ours(channel, channel.blocks().size() - 1, 3), entry -> false))
                .contains("it is not evidence of this form");
    }

    @Test
    void shouldKnowAfterAStartWhereItWas() throws Exception {
        RecordedChannel channel = RecordedChannel.of("raft");
        int last = channel.blocks().size() - 1;
        FollowedChannel before = followed(channel);
        for (int i = 0; i <= last; i++) {
            before.take(channel.block(i));
        }
        FollowedChannel after = open(channel);
        assertThat(after.resume(last)).isEqualTo(last);
        after.take(channel.block(last));
        // A peer that shows another block at the same place shows another channel.
        Files.writeString(folder.resolve("channel-block"), last + " " + "00".repeat(32) + "\n");
        FollowedChannel other = open(channel);
        other.resume(last);
        assertThatThrownBy(() -> other.take(channel.block(last)))
                .isInstanceOf(WrongChannelException.class)
                .hasMessageContaining("took back");
        assertThatThrownBy(() -> FollowedChannel.open(folder, new byte[32])).isInstanceOf(WrongChannelException.class);
        byte[] damaged = Files.readAllBytes(folder.resolve("configurations"));
        damaged[damaged.length / 2] ^= 1;
        Files.write(folder.resolve("configurations"), damaged);
        assertThatThrownBy(() -> open(channel)).isInstanceOf(IOException.class);
    }

    private FollowedChannel open(RecordedChannel channel) throws IOException {
        return FollowedChannel.open(folder, channel.place().genesisHash());
    }

    private FollowedChannel followed(RecordedChannel channel) throws IOException {
        FollowedChannel followed = open(channel);
        assertThat(followed.resume(0)).isZero();
        return followed;
    }

    /** In a folder of its own, with all blocks before the number. */
    private FollowedChannel upTo(RecordedChannel channel, int number) throws IOException {
        FollowedChannel followed = FollowedChannel.open(
                Files.createTempDirectory(folder, "followed"), channel.place().genesisHash());
        followed.resume(0);
        for (int i = 0; i < number; i++) {
            followed.take(channel.block(i));
        }
        return followed;
    }

    private static FabricBlock resigned(FabricBlock block, UnaryOperator<List<MetadataSignature>> change)
            throws InvalidProtocolBufferException {
        Metadata metadata = Metadata.parseFrom(block.signatures());
        List<MetadataSignature> signatures = change.apply(metadata.getSignaturesList());
        return new FabricBlock(
                block.number(),
                block.previous(),
                block.data(),
                metadata.toBuilder()
                        .clearSignatures()
                        .addAllSignatures(signatures)
                        .build()
                        .toByteArray());
    }

    private static FabricBlock genesis(RecordedChannel channel) {
        FabricBlock block = channel.block(0);
        return new FabricBlock(0, block.previous(), block.data(), new byte[0]);
    }

    private Evidence evidence(RecordedChannel channel, int number) throws IOException {
        return new Evidence(channel.order(), upTo(channel, number).configurationsBefore(number), channel.block(number));
    }

    /** The block of the list that a block of the channel is: what is new in it. */
    private static org.titlechain.ledger.Block ours(RecordedChannel channel, int number, int height) {
        List<byte[]> fresh = entries(channel, number).stream()
                .filter(entry -> height == 1 || !entry.equals(FIRST))
                .map(HexFormat.of()::parseHex)
                .toList();
        long time = Batches.of(channel.block(number), channel.order()).time();
        return new org.titlechain.ledger.Block(height, time, fresh);
    }

    private static List<String> entries(RecordedChannel channel, int number) {
        return Batches.of(channel.block(number), channel.order()).batches().stream()
                .map(BatchFormat::decode)
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .map(RecordedChannelTest::hex)
                .toList();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
