package org.titlechain.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;

class LogTreeTest {
    private static final HashFunction SM3 = Suite.GM.hash();
    private static final int SIZES = 70;

    /** Leaves and roots of the reference test data of certificate transparency (RFC 6962, SHA-256). */
    private static final List<String> PUBLISHED_LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> PUBLISHED_ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void shouldGiveThePublishedRoots() {
        HashFunction sha256 = LogTreeTest::sha256;
        LogTree tree = new LogTree(sha256, new MemoryLogNodes(), 0);
        for (int size = 0; size < PUBLISHED_ROOTS.size(); size++) {
            assertThat(HexFormat.of().formatHex(tree.root())).isEqualTo(PUBLISHED_ROOTS.get(size));
            if (size < PUBLISHED_LEAVES.size()) {
                tree.append(TreeHash.logLeaf(sha256, HexFormat.of().parseHex(PUBLISHED_LEAVES.get(size))));
            }
        }
    }

    @Test
    void shouldAgreeWithTheWordsOfTheStandardForAllSizes() {
        List<byte[]> leaves = leaves(SIZES);
        LogTree tree = filled(new MemoryLogNodes(), leaves);
        for (int size = 0; size <= SIZES; size++) {
            List<byte[]> part = leaves.subList(0, size);
            assertThat(tree.root(size)).isEqualTo(NaiveLog.root(SM3, part));
            for (int position = 0; position < size; position++) {
                assertThat(tree.inclusion(position, size))
                        .containsExactlyElementsOf(NaiveLog.path(SM3, position, part));
            }
            for (int old = 0; old <= size; old++) {
                assertThat(tree.consistency(old, size)).containsExactlyElementsOf(NaiveLog.consistency(SM3, old, part));
            }
        }
    }

    @Test
    void shouldAcceptEveryTrueProofAndRefuseItForAnyOtherPlaceOrSize() {
        List<byte[]> leaves = leaves(40);
        LogTree tree = filled(new MemoryLogNodes(), leaves);
        for (int size = 1; size <= 40; size++) {
            byte[] root = tree.root(size);
            for (int position = 0; position < size; position++) {
                byte[] leafHash = TreeHash.logLeaf(SM3, leaves.get(position));
                List<byte[]> path = tree.inclusion(position, size);
                for (int claimed = -1; claimed <= size; claimed++) {
                    assertThat(LogProofs.includes(SM3, leafHash, claimed, size, path, root))
                            .isEqualTo(claimed == position);
                }
            }
            for (int old = 0; old <= size; old++) {
                List<byte[]> path = tree.consistency(old, size);
                for (int claimed = 0; claimed <= size; claimed++) {
                    assertThat(LogProofs.extendsLog(SM3, claimed, tree.root(old), size, root, path))
                            .isEqualTo(claimed == old);
                }
            }
        }
    }

    @Test
    void shouldContinueFromStoredNodesAtEverySize() {
        List<byte[]> leaves = leaves(SIZES);
        for (int size = 0; size <= SIZES; size++) {
            MemoryLogNodes nodes = new MemoryLogNodes();
            filled(nodes, leaves.subList(0, size));
            LogTree continued = new LogTree(SM3, nodes, size);
            assertThat(continued.root()).isEqualTo(NaiveLog.root(SM3, leaves.subList(0, size)));
            leaves.subList(size, SIZES).forEach(leaf -> continued.append(TreeHash.logLeaf(SM3, leaf)));
            assertThat(continued.root()).isEqualTo(NaiveLog.root(SM3, leaves));
        }
    }

    @Test
    void shouldRefuseQuestionsOutsideTheLog() {
        LogTree tree = filled(new MemoryLogNodes(), leaves(3));
        assertThatThrownBy(() -> tree.inclusion(3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.inclusion(-1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.consistency(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.root(4)).isInstanceOf(IllegalStateException.class);
    }

    private static LogTree filled(LogNodes nodes, List<byte[]> leaves) {
        LogTree tree = new LogTree(SM3, nodes, 0);
        leaves.forEach(leaf -> tree.append(TreeHash.logLeaf(SM3, leaf)));
        return tree;
    }

    private static List<byte[]> leaves(int count) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(("leaf " + i).getBytes(StandardCharsets.UTF_8));
        }
        return leaves;
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
