package org.titlechain.contract.record;

import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.StateView;
import org.titlechain.crypto.HashFunction;

/** Records access messages. */
public final class RecordContract implements Contract {
    /** The command's type. */
    public static final String COMMAND = "record.message";

    private final HashFunction hash;

    public RecordContract(HashFunction hash) {
        this.hash = hash;
    }

    @Override
    public Decision decide(StateView state, Command command, BlockContext context) {
        return RefusalCode.COMMAND_UNKNOWN.refused("hash", Integer.toString(hash.hash().length));
    }
}
