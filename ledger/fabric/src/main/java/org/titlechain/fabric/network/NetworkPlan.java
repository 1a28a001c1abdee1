package org.titlechain.fabric.network;

import java.util.List;

/**
 * What network to make.
 *
 * @param organisations those that run a peer each and are members; in lower-case letters and digits
 * @param orderers how many order, all of one organisation of their own
 * @param bft whether a quorum of them signs every block (SmartBFT, at least 4), or one of them (Raft)
 */
public record NetworkPlan(List<String> organisations, int orderers, boolean bft) {
    public NetworkPlan {
        organisations = List.copyOf(organisations);
        if (organisations.isEmpty()
                || organisations.stream().distinct().count() < organisations.size()
                || !organisations.stream().allMatch(name -> name.matches("[a-z][a-z0-9]{0,30}"))) {
            throw new IllegalArgumentException("organisations are different names of lower-case letters and digits");
        }
        if (organisations.contains("orderers") || orderers < (bft ? 4 : 1) || orderers > 16) {
            throw new IllegalArgumentException("there are 1 to 16 orderers, at least 4 with BFT");
        }
    }

    /** Two organisations and one orderer: the smallest network with a second peer. */
    public static NetworkPlan raft() {
        return new NetworkPlan(List.of("county", "city"), 1, false);
    }

    /** Two organisations and four orderers, of which one may lie. */
    public static NetworkPlan smartBft() {
        return new NetworkPlan(List.of("county", "city"), 4, true);
    }
}
