package org.titlechain.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.titlechain.rules.pack.RulePack;
import org.titlechain.rules.yaml.PackYaml;

/**
 * The base pack that the program brings: what national law asks for before an entry is made, rule by rule with its
 * article. A new chain proposes it like any other pack; from then on the chain's own copy counts.
 */
public final class NationalPack {
    private static final String FILE = "packs/national-1.yaml";

    private NationalPack() {}

    /** The pack, version 1. */
    public static RulePack read() {
        return PackYaml.read(text());
    }

    /** The pack as people read it, with remarks. */
    public static String text() {
        try (@Nullable InputStream input = NationalPack.class.getResourceAsStream(FILE)) {
            if (input == null) {
                throw new IllegalStateException("the program lacks its file " + FILE);
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the program cannot read its file " + FILE, e);
        }
    }
}
