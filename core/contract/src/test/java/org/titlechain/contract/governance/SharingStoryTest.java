package org.titlechain.contract.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.contract.access.Share;
import org.titlechain.contract.access.SharingContract;

/** A member gives another the right to its personal data and takes it back. */
class SharingStoryTest {
    private static final String[] ALL = {"city", "county", "nation"};
    private static final String CASE_REVIEW = "case-review";

    private final Consortium chain = Consortium.of(true, false, ALL);

    @Test
    void shouldBeUnknownBeforeItsVersion() {
        chain.expect("COMMAND_UNKNOWN", chain.say("county.security", share("county", "city")));
    }

    @Test
    void shouldGiveUntilItEnds() {
        rise();
        long until = chain.time() + Consortium.DAY;
        chain.expect("accepted", chain.say("county.security", share("county", "city")));

        Share share = between("county", "city").orElseThrow();
        assertThat(share.covers("999901", CASE_REVIEW, until - 1)).isTrue();
        assertThat(share.covers("999901", CASE_REVIEW, until + Consortium.DAY)).isFalse();
        assertThat(share.covers("999902", CASE_REVIEW, until - 1)).isFalse();
        assertThat(share.covers("999901", Share.DELIVERY, until - 1)).isFalse();
        assertThat(between("city", "county")).isEmpty();
        assertThat(between("county", "nation")).isEmpty();
    }

    @Test
    void shouldTakeBackWhatItGave() {
        rise();
        chain.expect("accepted", chain.say("county.security", share("county", "city")));
        chain.expect(
                "accepted",
                chain.say("county.security", share("county", "city", List.of(), List.of(), chain.time() + 100)));

        assertThat(between("county", "city")).isEmpty();
    }

    @Test
    void shouldCountForActiveMembersOnly() {
        rise();
        chain.expect("accepted", chain.say("county.security", share("county", "city")));
        chain.agree("system", "member.suspend", Value.map().put("name", "city"), ALL);

        assertThat(between("county", "city")).isEmpty();
        chain.expect("MEMBER_NOT_ACTIVE", chain.say("county.security", share("county", "city")));
        chain.expect(
                "accepted",
                chain.say("county.security", share("county", "city", List.of(), List.of(), chain.time() + 100)));
    }

    @Test
    void shouldBeDecidedByTheHoldersOwnSecurityAdministratorAlone() {
        rise();
        chain.expect("KEY_NOT_ENTITLED", chain.say("county.system", share("county", "city")));
        chain.expect("SHARE_OF_ANOTHER_MEMBER", chain.say("city.security", share("county", "city")));
        chain.expect("MEMBER_UNKNOWN", chain.say("city.security", share("stranger", "city")));
        chain.expect("MEMBER_UNKNOWN", chain.say("county.security", share("county", "stranger")));

        assertThat(between("county", "city")).isEmpty();
    }

    @Test
    void shouldRefuseWhatSaysNothingClear() {
        rise();
        long until = chain.time() + Consortium.DAY;
        for (MapBuilder wrong : List.of(
                share("county", "county"),
                share("county", "city", List.of("9999"), List.of(CASE_REVIEW), chain.time()),
                share("county", "city", List.of("9999"), List.of(), until),
                share("county", "city", List.of("99x"), List.of(CASE_REVIEW), until),
                share("county", "city", List.of("9999012"), List.of(CASE_REVIEW), until),
                share("county", "city", List.of("9999"), List.of("Free Text"), until))) {
            chain.expect("COMMAND_MALFORMED", chain.say("county.security", wrong));
        }
    }

    private void rise() {
        chain.agree("system", "contract.activate", Value.map().put("version", SharingContract.SINCE), ALL);
    }

    private Optional<Share> between(String holder, String receiver) {
        return Share.between(chain.state, holder, receiver, chain.state.height() + 1);
    }

    private MapBuilder share(String holder, String receiver) {
        return share(holder, receiver, List.of("999901"), List.of(CASE_REVIEW), chain.time() + Consortium.DAY);
    }

    private static MapBuilder share(
            String holder, String receiver, List<String> districts, List<String> purposes, long until) {
        return Value.map()
                .put("type", "access.share")
                .put("holder", holder)
                .put("receiver", receiver)
                .put("districts", Value.texts(districts))
                .put("purposes", Value.texts(purposes))
                .put("until", until)
                .put("originals", false);
    }
}
