package org.titlechain.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.titlechain.exchange.Samples.utf8;

import org.junit.jupiter.api.Test;

class ReplyMessageTest {
    @Test
    void shouldReadWhatItWrites() {
        ReplyMessage reply = new ReplyMessage("999901250314000123", true, "0000", "成功 <ok>", "c", "q", "a", "b");

        assertThat(ReplyMessage.parse(reply.write("GBK"))).isEqualTo(reply);
        assertThat(reply.fileName()).isEqualTo("Rep999901250314000123.xml");
    }

    @Test
    void shouldReadAReplyOfAnotherSystem() {
        ReplyMessage reply = ReplyMessage.parse(
                utf8(
                        "<?xml version='1.0' encoding='utf-8'?><respond><SuccessFlag> 0 </SuccessFlag>"
                                + "<Extra x='1'><y/></Extra><ResponseInfo>校验失败</ResponseInfo><BizMsgID>1</BizMsgID></respond>"));

        assertThat(reply).isEqualTo(ReplyMessage.of("1", false, "", "校验失败"));
    }

    @Test
    void shouldRefuseWhatIsNoReply() {
        assertThatThrownBy(() -> ReplyMessage.parse(utf8("<respond><BizMsgID>1</BizMsgID></respond>")))
                .hasMessageContaining("REPLY_STRUCTURE");
        assertThatThrownBy(() -> ReplyMessage.parse(utf8("<Message/>"))).hasMessageContaining("REPLY_STRUCTURE");
        assertThatThrownBy(() -> ReplyMessage.parse(utf8("<a>".repeat(1_000))))
                .hasMessageContaining("MESSAGE_STRUCTURE");
    }
}
