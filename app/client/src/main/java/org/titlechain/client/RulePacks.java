package org.titlechain.client;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.titlechain.proof.TrustedMembers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Rule packs (审核规则包): read, compared, checked, tried on past cases, proposed, voted, in force, retired. The methods
 * have the names of the operations of the interface; packs are given as YAML. Every method fails as
 * {@link TitleChainClient#submit} does.
 */
public final class RulePacks {
    private static final String YAML = "application/yaml";

    private final NodeLink link;
    private final TrustedMembers trust;

    RulePacks(NodeLink link, TrustedMembers trust) {
        this.link = link;
        this.trust = trust;
    }

    /** Every pack with its versions. */
    public JsonNode rulePacks() {
        return link.json("/rule-packs");
    }

    /** The facts that rules may ask for. */
    public JsonNode ruleFacts() {
        return link.json("/rule-facts");
    }

    /** A version of a pack, how it was adopted, and the cases that are pinned to it. */
    public JsonNode rulePack(String pack, long version) {
        return link.json(path(pack, version));
    }

    /** A version as YAML. */
    public String rulePackDownload(String pack, long version) {
        return new String(link.get(path(pack, version) + "/yaml"), StandardCharsets.UTF_8);
    }

    /** What a version says otherwise than another. */
    public JsonNode rulePackCompare(String pack, long version, long with) {
        return link.json(
                path(pack, version) + "/differences" + NodeLink.query(Map.of("with", Long.toString(with)), ""));
    }

    /** Whether a pack could be proposed, and what is wrong with it and where. */
    public JsonNode rulePackCheck(String yaml) {
        return yaml("/rule-pack-checks", yaml);
    }

    /** What past cases would be decided otherwise by it. */
    public JsonNode rulePackTry(String yaml) {
        return yaml("/rule-pack-trials", yaml);
    }

    /** Proposes a version. */
    public Said rulePackPropose(String yaml) {
        return Said.of(yaml("/rule-packs", yaml), trust);
    }

    /** Votes. */
    public Said rulePackVote(String pack, long version, boolean approve) {
        return Said.of(
                link.post(
                        path(pack, version) + "/votes",
                        JsonNodeFactory.instance.objectNode().put("approve", approve)),
                trust);
    }

    /** Puts an accepted version in force for the cases that are accepted from now on. */
    public Said rulePackActivate(String pack, long version) {
        return Said.of(link.post(path(pack, version) + "/activation", JsonNodeFactory.instance.objectNode()), trust);
    }

    /** Asks for its end. */
    public Said rulePackRetire(String pack, long version, String reason) {
        return Said.of(
                link.post(
                        path(pack, version) + "/retirement",
                        JsonNodeFactory.instance.objectNode().put("reason", reason)),
                trust);
    }

    private JsonNode yaml(String path, String yaml) {
        return NodeLink.read(link.post(path, YAML, yaml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String path(String pack, long version) {
        return "/rule-packs/" + pack + "/" + version;
    }
}
