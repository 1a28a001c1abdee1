package org.titlechain.rules.yaml;

import org.titlechain.rules.pack.PackException;
import org.titlechain.rules.pack.RulePack;

/** Rule packs as text: what is read is what is written, but for remarks and blanks. */
public final class PackYaml {
    private PackYaml() {}

    /**
     * The pack that the text says.
     *
     * @throws PackException naming the place when it says none
     */
    public static RulePack read(String text) {
        return RulePack.read(YamlReader.read(text));
    }

    /** The pack as text; the same pack always gives the same text. */
    public static String write(RulePack pack) {
        return YamlWriter.write(pack.toValue());
    }
}
