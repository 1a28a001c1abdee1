package org.titlechain.cometbft;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a member gives to members that join, and how it joins itself: by the state at a height instead of all blocks.
 * CometBFT carries the pieces and knows the root by its light client; what they are is told by whoever implements this.
 */
public interface StateSync {
    /** A member that takes all blocks and gives nothing else. */
    StateSync NONE = new StateSync() {
        @Override
        public boolean lacks(boolean older) {
            return false;
        }

        @Override
        public Optional<Entrance> entrance(Network network, long first) {
            return Optional.empty();
        }

        @Override
        public Optional<Offer> offer(long height) {
            return Optional.empty();
        }

        @Override
        public byte[] chunk(byte[] description, int index) throws IOException {
            throw new IOException("nothing is offered here");
        }

        @Override
        public Joining begin(byte[] description, byte[] root) throws IOException {
            throw new IOException("this member takes all blocks");
        }

        @Override
        public void forget() {
            // There is nothing.
        }

        @Override
        public void decided() {
            // Nobody waits.
        }
    };

    /**
     * Whether the member has no state and could make none from the blocks that are here.
     *
     * @param older whether blocks of this network are missing
     */
    boolean lacks(boolean older);

    /**
     * Whether a member without anything begins with the state, and whom its light client asks. Called once before the
     * process is started; empty when all blocks are to be taken.
     *
     * @param first the height of the first block of ours on this network
     * @throws IOException when the member must begin with the state, and nobody who answers can give it
     */
    Optional<Entrance> entrance(Network network, long first) throws IOException;

    /** The state after the block of ours at the height, where it can be given. */
    Optional<Offer> offer(long height);

    /** A piece of what was offered. */
    byte[] chunk(byte[] description, int index) throws IOException;

    /**
     * Begins to join; an attempt that was begun before is over.
     *
     * @param root the root in consensus that two thirds of the validators have signed for the offer's height
     * @throws IOException when the offer is not of this root, or cannot be used
     */
    Joining begin(byte[] description, byte[] root) throws IOException;

    /** The process ended just after it had joined: the state that came from elsewhere is had again. */
    void forget() throws IOException;

    /**
     * It is decided how this member begins: from its own blocks, from all blocks, or with a state that is there now.
     */
    void decided();

    /**
     * Where a light client begins.
     *
     * @param height a native height whose header this member has verified by itself
     * @param hash that header's hash
     * @param evidence the evidence ({@link FinalityProof}) that it was verified by
     * @param addresses of two servers that answer CometBFT's requests for light blocks, as URLs
     */
    record Entrance(long height, byte[] hash, byte[] evidence, List<String> addresses) {
        public Entrance {
            addresses = List.copyOf(addresses);
        }
    }

    /** A state that can be had, and in how many pieces. */
    record Offer(byte[] description, int chunks) {}

    /**
     * What a member has after it joined.
     *
     * @param height the last block of ours that the state contains
     * @param time its time, ms
     */
    record Joined(long height, long time) {}

    /** An attempt to join. */
    interface Joining extends AutoCloseable {
        /**
         * Takes the next piece.
         *
         * @return why it was refused; empty when it was taken
         * @throws IOException when it cannot be stored
         */
        Optional<String> take(int index, byte[] chunk) throws IOException;

        /** How many pieces there are. */
        int chunks();

        /**
         * Ends with everything in its place.
         *
         * @throws IOException when what was taken is not whole or not trusted
         */
        Joined finish() throws IOException;

        @Override
        void close();
    }
}
