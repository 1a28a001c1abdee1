package org.titlechain.cometbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.driver.BlockArchive;
import org.titlechain.driver.Origin;

/** The archive of a member that joined by state begins behind that state, and can begin anew as long as it is alone. */
final class JoinedArchiveTest {
    private static final byte[] ROOT = filled(7);

    @TempDir
    Path folder;

    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private BlockArchive open() throws IOException {
        return BlockArchive.open(folder, Origin.GENESIS);
    }

    @Test
    void shouldGoOnBehindTheState() throws IOException {
        try (BlockArchive archive = open()) {
            assertThat(archive.hasJoinedOnly()).isFalse();
            archive.begin(120, 45, 9_000, ROOT);
        }
        try (BlockArchive archive = open()) {
            assertThat(archive.firstHeight()).isEqualTo(46);
            assertThat(archive.height()).isEqualTo(45);
            assertThat(archive.time()).isEqualTo(9_000);
            assertThat(archive.nativeHeight()).isEqualTo(120);
            assertThat(archive.heightAt(130)).isEqualTo(45);
            assertThat(archive.decidedHeight()).isEqualTo(45);
            assertThat(archive.root(45).orElseThrow()).isEqualTo(ROOT);
            assertThat(archive.hasJoinedOnly()).isTrue();
            assertThatThrownBy(() -> archive.block(12)).hasMessageContaining("before block 46");
            assertThatThrownBy(() -> archive.begin(121, 46, 9_000, ROOT)).isInstanceOf(IllegalStateException.class);
            archive.decide(46, filled(8));
            assertThat(archive.decidedHeight()).isEqualTo(46);
        }
    }

    @Test
    void shouldBeginAnew() throws IOException {
        try (BlockArchive archive = open()) {
            archive.begin(120, 45, 9_000, ROOT);
            archive.note("committed", new byte[] {1});
            archive.forget();
        }
        try (BlockArchive archive = open()) {
            assertThat(archive.firstHeight()).isEqualTo(1);
            assertThat(archive.height()).isZero();
            assertThat(archive.time()).isZero();
            assertThat(archive.nativeHeight()).isZero();
            assertThat(archive.decidedHeight()).isZero();
            assertThat(archive.root(45)).isEmpty();
            assertThat(archive.note("committed")).isEmpty();
            assertThat(archive.hasJoinedOnly()).isFalse();
            archive.begin(90, 30, 8_000, ROOT);
            assertThat(archive.height()).isEqualTo(30);
        }
    }
}
