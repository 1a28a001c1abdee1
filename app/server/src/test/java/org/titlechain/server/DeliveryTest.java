package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.vault.VaultCheck;
import tools.jackson.databind.JsonNode;

/** Personal data go to the member that the chain entitles, over mutual TLS, and to no other. */
class DeliveryTest {
    private static final String NAME = "金丝雀甲";
    private static final String NUMBER = "CANARY99012345";
    private static final String PHONE = "13999012345";
    private static final String UNIT = "/units/" + Messages.unit(1);
    private static final String HOLDERS = UNIT + "/holders?purpose=case-review";
    private static final String PURPOSE = "{\"purpose\":\"case-review\"}";

    @TempDir
    private Path root;

    private TestMembers members;
    private long tomorrow;

    @BeforeEach
    void begin() throws Exception {
        tomorrow = System.currentTimeMillis() + 86_400_000L;
        members = new TestMembers(root, "county", "province", "nation").start();
        members.post("county", 1, NAME, NUMBER);
    }

    @AfterEach
    void end() {
        members.close();
    }

    @Test
    void shouldShowTheNameWhereTheChainEntitlesToItAndKeepItFromEveryOtherDisk() throws Exception {
        members.share("county", "province", "999901", tomorrow, "case-review");

        JsonNode fetched = members.call("province", "POST", UNIT + "/delivery", PURPOSE);
        assertThat(fetched.get("items").get(0).get("holder").stringValue()).isEqualTo("county");
        assertThat(fetched.get("kept").intValue()).isEqualTo(2);
        JsonNode holder = holder("province");
        assertThat(holder.get("name").stringValue()).isEqualTo(NAME);
        assertThat(holder.get("heldBy").isNull()).isTrue();
        JsonNode again = members.call("province", "POST", UNIT + "/delivery", PURPOSE);
        assertThat(again.get("kept").intValue()).isZero();
        JsonNode refused = members.call("nation", "POST", UNIT + "/delivery", PURPOSE);
        assertThat(refused.get("code").stringValue()).isEqualTo("SHARE_MISSING");
        assertThat(holder("nation").get("name").isNull()).isTrue();
        assertThat(holder("nation").get("heldBy").stringValue()).isEqualTo("county");
        assertThat(members.client("nation").get(UNIT + "/proof").statusCode()).isEqualTo(200);
        assertThat(VaultCheck.check(members.node("nation").vault()).rows()).isZero();
        assertThat(VaultCheck.check(members.node("province").vault()).problems())
                .isEmpty();

        members.close();
        assertThat(files(root)).hasSizeGreaterThan(50);
        for (String canary : List.of(NAME, NUMBER, PHONE)) {
            assertThat(holding(root, canary)).as(canary).isEmpty();
        }
    }

    @Test
    void shouldGiveTheMessageAsItWasSentWhereTheShareSaysSo() throws Exception {
        String content = "/access-messages/" + Messages.id(1) + "/content?purpose=case-review";
        String wanted = "{\"purpose\":\"case-review\",\"original\":true}";
        String path = "/access-messages/" + Messages.id(1) + "/delivery";
        members.share("county", "province", "999901", tomorrow, "case-review");
        assertThat(members.call("province", "POST", path, wanted).get("code").stringValue())
                .isEqualTo("SHARE_MISSING");
        members.share("county", "province", "999901", tomorrow, true, "case-review");

        assertThat(members.call("province", "POST", path, wanted).get("kept").intValue())
                .isEqualTo(2);
        assertThat(members.client("province").get(content).body())
                .isEqualTo(members.client("county").get(content).body());
        assertThat(members.client("nation").get(content).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldGiveTheHoldersOfACaseThatWasHandledHere() throws Exception {
        CaseStory story = new CaseStory(members.player("county"), 7);
        story.complete();
        members.awaitHeight(members.node("county").ledger().status().height());
        members.share("county", "province", "999901", tomorrow, "case-review");
        String unit = "/units/" + story.unit();
        String asked = unit + "/holders?purpose=case-review";

        assertThat(members.call("province", "GET", asked, "")
                        .at("/items/0/name")
                        .isNull())
                .isTrue();
        assertThat(members.call("province", "POST", unit + "/delivery", PURPOSE)
                        .get("kept")
                        .intValue())
                .isPositive();
        assertThat(members.call("province", "GET", asked, "")
                        .at("/items/0/name")
                        .stringValue())
                .isEqualTo("测试乙");
    }

    @Test
    void shouldSayWhatIsSharedAndTakeItBack() throws Exception {
        members.share("county", "province", "999901", tomorrow, "case-review");

        JsonNode share =
                members.call("nation", "GET", "/shares", "").get("items").get(0);
        assertThat(share.get("holder").stringValue()).isEqualTo("county");
        assertThat(share.get("receiver").stringValue()).isEqualTo("province");
        assertThat(share.get("state").stringValue()).isEqualTo("valid");
        JsonNode back = members.call("county", "DELETE", "/shares/province", "");
        members.awaitHeight(back.get("height").longValue());
        assertThat(members.call("nation", "GET", "/shares", "")
                        .get("items")
                        .get(0)
                        .get("state")
                        .stringValue())
                .isEqualTo("withdrawn");
        assertThat(members.call("province", "POST", UNIT + "/delivery", PURPOSE)
                        .get("code")
                        .stringValue())
                .isEqualTo("SHARE_MISSING");
    }

    @Test
    void shouldRefuseWhatIsNoUnitAndNoPurpose() throws Exception {
        assertThat(members.call("province", "POST", "/units/" + Messages.unit(77) + "/delivery", PURPOSE)
                        .get("code")
                        .stringValue())
                .isEqualTo("UNIT_UNKNOWN");
        for (String purpose : List.of("delivery", "Free text", "")) {
            assertThat(members.call("province", "POST", UNIT + "/delivery", "{\"purpose\":\"" + purpose + "\"}")
                            .get("code")
                            .stringValue())
                    .as(purpose)
                    .isEqualTo("REQUEST_FIELD_INVALID");
        }
    }

    @Test
    void shouldEraseWhatCameFromTheMemberThatErasesAndNothingElse() throws Exception {
        members.share("county", "province", "999901", tomorrow, true, "case-review");
        String path = "/access-messages/" + Messages.id(1) + "/delivery";
        members.call("province", "POST", path, "{\"purpose\":\"case-review\",\"original\":true}");
        String party = holder("county").get("party").stringValue();
        byte[] reference = HexFormat.of().parseHex(party);
        // The same person in a message that the nation's member recorded itself.
        members.post("nation", 2, NAME, NUMBER);
        correct("nation", 2);
        correct("county", 1);
        String erase = "{\"party\":\"" + party + "\",\"grounds\":\"retention-over\"}";

        JsonNode own = members.call("province", "POST", "/erasures", erase);
        assertThat(own.get("messages").intValue()).isEqualTo(1);
        members.awaitHeight(own.get("height").longValue());
        assertThat(members.node("province").vault().messagesOf(reference)).isEmpty();
        assertThat(members.node("county").vault().messagesOf(reference)).hasSize(1);

        members.call("province", "POST", path, PURPOSE);
        JsonNode erased = members.call("county", "POST", "/erasures", erase);
        members.awaitHeight(erased.get("height").longValue());
        assertThat(members.node("county").vault().messagesOf(reference)).isEmpty();
        members.stop("nation");
        members.start("nation");
        assertThat(members.node("nation").vault().messagesOf(reference)).hasSize(1);
    }

    @Test
    void shouldEraseACopyWhenTheMemberThatItCameFromErases() throws Exception {
        members.share("county", "province", "999901", tomorrow, "case-review");
        members.call("province", "POST", UNIT + "/delivery", PURPOSE);
        String party = holder("province").get("party").stringValue();
        byte[] reference = HexFormat.of().parseHex(party);
        assertThat(members.node("province").vault().messagesOf(reference)).hasSize(1);
        correct("county", 1);

        members.call("county", "POST", "/erasures", "{\"party\":\"" + party + "\",\"grounds\":\"retention-over\"}");

        TestMembers.await(
                () -> members.node("province").vault().messagesOf(reference).isEmpty() ? true : null);
        JsonNode again = members.call("province", "POST", "/access-messages/" + Messages.id(1) + "/delivery", PURPOSE);
        assertThat(members.node("province").vault().messagesOf(reference))
                .as(again.toString())
                .isEmpty();
        assertThat(members.client("province").get(UNIT + "/proof").statusCode()).isEqualTo(200);
    }

    /** The correction of the message names somebody else. */
    private void correct(String name, int number) throws Exception {
        String correction = Messages.first(number, "更正乙", "CORRECTED" + number)
                .replace("<BizMsgID>" + Messages.id(number), "<BizMsgID>" + Messages.id(number) + "_BL");
        assertThat(members.client(name).post(correction).statusCode()).isEqualTo(201);
        members.awaitHeight(members.node(name).ledger().status().height());
    }

    private JsonNode holder(String name) throws Exception {
        return members.call(name, "GET", HOLDERS, "").get("items").get(0);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static List<Path> holding(Path folder, String canary) throws IOException {
        String needle = new String(canary.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        List<Path> found = new ArrayList<>();
        for (Path file : files(folder)) {
            if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(needle)) {
                found.add(file);
            }
        }
        return found;
    }
}
