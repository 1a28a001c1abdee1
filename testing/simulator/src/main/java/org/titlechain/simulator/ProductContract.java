package org.titlechain.simulator;

import java.util.function.Supplier;
import org.titlechain.contract.Contract;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;
import org.titlechain.rules.instrument.CharterElectorate;
import org.titlechain.rules.instrument.RulePacks;

/** Makes the contract as a node has it, rule packs and all. */
public final class ProductContract implements Supplier<Contract> {
    @Override
    public Contract get() {
        HashFunction hash = Suite.GM.hash();
        return new TitleChainContract(hash, new RulePacks(hash, new CharterElectorate()));
    }
}
