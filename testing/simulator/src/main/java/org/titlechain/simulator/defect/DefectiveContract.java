package org.titlechain.simulator.defect;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision;
import org.titlechain.contract.StateView;
import org.titlechain.simulator.ProductContract;

/** The contract of the product with one mistake in it, beside the contract without it: by classes of its own. */
final class DefectiveContract extends ClassLoader {
    private static final String CONTRACTS = "org.titlechain.contract.";
    /** Rule packs implement an interface of the contracts, so they are loaded with them. */
    private static final String RULES = "org.titlechain.rules.";
    /** What contracts and their callers speak to each other in is the same for all. */
    private static final Set<String> SPOKEN = Set.of(
            BlockContext.class.getName(),
            Command.class.getName(),
            Contract.class.getName(),
            Decision.class.getName(),
            StateView.class.getName());

    private final Map<String, byte[]> changed;

    private DefectiveContract(Map<String, byte[]> changed) {
        super(DefectiveContract.class.getClassLoader());
        this.changed = changed;
    }

    /** Makes contracts with the mistake. */
    static Supplier<Contract> with(ContractDefect defect) {
        DefectiveContract loader = new DefectiveContract(SourceCompiler.compile(defect.className(), defect.source()));
        return loader::contract;
    }

    private Contract contract() {
        try {
            Object made =
                    loadClass(ProductContract.class.getName()).getConstructor().newInstance();
            return (Contract) ((Supplier<?>) made).get();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isOwn(String name) {
        boolean spoken = SPOKEN.contains(name.split("\\$", 2)[0]);
        return !spoken
                && (name.startsWith(CONTRACTS)
                        || name.startsWith(RULES)
                        || name.equals(ProductContract.class.getName()));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!isOwn(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = changed.get(name);
        if (bytes == null) {
            bytes = unchanged(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] unchanged(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
