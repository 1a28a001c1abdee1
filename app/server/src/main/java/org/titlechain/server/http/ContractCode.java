package org.titlechain.server.http;

import java.util.Arrays;
import java.util.List;
import org.titlechain.contract.RefusalCatalogue;
import org.titlechain.contract.RefusalCode;

/** The refusals of the contract, under the names that stand on the ledger. */
public record ContractCode(RefusalCode code) implements Code {
    private static final RefusalCatalogue CATALOGUE = RefusalCatalogue.load();

    /** One for each refusal of the contract. */
    public static List<ContractCode> all() {
        return Arrays.stream(RefusalCode.values()).map(ContractCode::new).toList();
    }

    /** The kind of problem that a code on the ledger names. */
    public static Code named(String name) {
        for (RefusalCode code : RefusalCode.values()) {
            if (code.name().equals(name)) {
                return new ContractCode(code);
            }
        }
        return ErrorCode.valueOf(name);
    }

    @Override
    public String name() {
        return code.name();
    }

    @Override
    public int status() {
        return 409;
    }

    @Override
    public String title() {
        return CATALOGUE.words(code).chinese();
    }

    @Override
    public String titleEnglish() {
        return CATALOGUE.words(code).english();
    }

    @Override
    public String article() {
        return CATALOGUE.words(code).article();
    }

    @Override
    public String remedy() {
        return CATALOGUE.words(code).remedyChinese();
    }

    @Override
    public String remedyEnglish() {
        return CATALOGUE.words(code).remedyEnglish();
    }
}
