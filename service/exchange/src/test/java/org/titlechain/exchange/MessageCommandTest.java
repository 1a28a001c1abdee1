package org.titlechain.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.exchange.Samples.houseTransfer;
import static org.titlechain.exchange.Samples.message;
import static org.titlechain.exchange.Samples.parse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.exchange.privacy.PrivacyMap;

class MessageCommandTest {
    private final RecordingVault vault = new RecordingVault();
    private final MessageCommand commands = new MessageCommand(PrivacyMap.national(), vault);

    private MapValue firstRow(String row) {
        return commands.build(parse(message(row)))
                .get("rows")
                .asList()
                .getFirst()
                .asMap();
    }

    @Test
    void shouldPutTheHolderOnTheLedgerByReferenceOnly() {
        MapValue row = firstRow("<ZTT_GY_QLR BDCDYH=\"999901001002GB00014F00220045\" QLRMC=\"测试甲\" ZJZL=\"1\""
                + " ZJH=\" TESTID0001 \" DH=\"13900000000\" DZ=\"示例市某人住址\" GYFS=\"0\" SXH=\"1\" QXDM=\"\"/>");

        assertThat(row.get("fields"))
                .isEqualTo(Value.map()
                        .put("BDCDYH", "999901001002GB00014F00220045")
                        .put("GYFS", "0")
                        .put("SXH", "1")
                        .build());
        byte[] holder = RecordingVault.mac("party|1|TESTID0001");
        assertThat(row.get("parties")).isEqualTo(Value.map().put("ZJH", holder).build());
        assertThat(vault.sealings).hasSize(1);
        assertThat(vault.sealings.getFirst().subjects()).containsExactly(holder);
        assertThat(vault.sealings.getFirst().fields())
                .isEqualTo(new TreeMap<>(java.util.Map.of(
                        "QLRMC", "测试甲", "ZJZL", "1", "ZJH", "TESTID0001", "DH", "13900000000", "DZ", "示例市某人住址")));
        assertThat(row.get("sealed").asBytes()).hasSize(32);
    }

    @Test
    void shouldNameAPartyByItsNameWhereThereIsNoNumber() {
        MapValue holder = firstRow("<ZTT_GY_QLR QLRMC=\"测试甲\" ZJH=\"/\"/>");
        MapValue mortgage = firstRow("<QLF_QL_DYAQ DYR=\"测试乙\" DBR=\"登簿员A\"/>");

        assertThat(holder.get("parties"))
                .isEqualTo(Value.map()
                        .put("QLRMC", RecordingVault.mac("name|999901|测试甲"))
                        .build());
        assertThat(mortgage.get("parties"))
                .isEqualTo(Value.map()
                        .put("DYR", RecordingVault.mac("name|999901|测试乙"))
                        .put("DBR", RecordingVault.mac("name|999901|登簿员A"))
                        .build());
        assertThat(vault.sealings.get(1).subjects()).containsExactly(RecordingVault.mac("name|999901|测试乙"));
    }

    @Test
    void shouldNotLetFreeTextThroughInColumnsForCodes() {
        MapValue row = firstRow("<QLT_FW_FDCQ_YZ QLLX=\"测试甲所有\" DJYY=\"测试甲卖给测试乙\" JZMJ=\"13900000000\" DJSJ=\"昨天\""
                + " YWH=\"13900000000\" BDCQZH=\"测试甲\" FDZL=\"示例路1号 13900000000\" BDCDYH=\"TESTID0001\" SZC=\"3\"/>");

        assertThat(row.get("fields")).isEqualTo(Value.map().put("SZC", "3").build());
        assertThat(row.get("unfit").asList().stream().map(Value::asText))
                .containsExactly("QLLX", "DJYY", "JZMJ", "DJSJ", "YWH", "BDCQZH", "FDZL", "BDCDYH");
        assertThat(vault.sealings.getFirst().fields()).hasSize(8);
    }

    @Test
    void shouldKeepUnknownAttributesAndTablesInTheVault() {
        MapValue row = firstRow("<ETWAS_NEUES WERT=\"1\"/>");

        assertThat(row.get("fields").asMap().entries()).isEmpty();
        assertThat(row.has("unfit")).isFalse();
        assertThat(vault.sealings.getFirst().fields()).containsEntry("WERT", "1");
    }

    @Test
    void shouldPutNothingOfCoordinatesOnTheLedgerButTheirNumber() {
        List<Value> rows = commands.build(parse(message(
                        "<ZD_K_103 XH=\"1\" XZB=\"4.5\"/><QLF_QL_CFDJ QSZT=\"1\"/><ZD_K_103 XH=\"2\" XZB=\"4.6\"/>")))
                .get("rows")
                .asList();

        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().asMap().get("fields"))
                .isEqualTo(Value.map().put("rows", 2).build());
        assertThat(vault.sealings.getFirst().fields())
                .containsOnlyKeys("1.XH", "1.XZB", "2.XH", "2.XZB")
                .containsEntry("2.XZB", "4.6");
    }

    @Test
    void shouldKeepTheOriginalAndCommitToIt() {
        AccessMessage message = parse(houseTransfer());
        MapValue source = commands.build(message).get("source").asMap();

        assertThat(vault.originals.get(message.id())).isEqualTo(Samples.utf8(houseTransfer()));
        assertThat(vault.sealedBefore)
                .as("keeping the original ends the work on the message")
                .isPositive()
                .isEqualTo(vault.sealings.size());
        assertThat(source.get("digest").asBytes())
                .isEqualTo(
                        vault.messageCommitment(message.id(), message.source().bytes()));
        assertThat(source.get("size").asLong()).isEqualTo(message.source().bytes().length);
        assertThat(source.get("encoding").asText()).isEqualTo("UTF-8");
    }

    @Test
    void shouldGiveTheSameContentForAnotherEncodingOrderAndSpacing() {
        MessageContent content = parse(houseTransfer()).content();
        byte[] expected = MessageCommand.canonicalContent(content);
        MessageContent gbk =
                Samples.PARSER.parse(Samples.in("GBK", houseTransfer())).content();
        MessageContent spaced = parse(
                        houseTransfer()
                                .replace("ZCS=\"18\" QXDM=\"999901\"", "QXDM=\"999901\"   ZCS=\" 18\"")
                                .replace(
                                        "</Data>",
                                        "<KTT_FW_C CH=\"14\" ZRZH=\"0022\" SJC=\"14\" MYC=\"14\" QXDM=\"999901\" YSDM=\"6001030130\"/></Data>"))
                .content();
        MessageContent other = parse(houseTransfer().replace("测试甲", "测试丙")).content();

        assertThat(MessageCommand.canonicalContent(gbk)).isEqualTo(expected);
        assertThat(MessageCommand.canonicalContent(spaced)).isEqualTo(expected);
        assertThat(MessageCommand.canonicalContent(other)).isNotEqualTo(expected);
    }

    @Test
    void shouldLeaveNothingPersonalOfTheSampleInTheCommand() {
        String command =
                new String(CanonicalEncoder.encode(commands.build(parse(houseTransfer()))), StandardCharsets.UTF_8);

        assertThat(command)
                .doesNotContain("测试", "TESTID", "登簿员", "受理员", "审核员", "发证员", "归档员", "100.0", "同意", "准予")
                .contains("999901001002GB00014F00220045", "测(2025)示例市不动产权第0000123号", "买卖", "示例市示例路1号22幢1401", "101.17");
    }

    @Test
    void shouldNoteKnownHeadElementsThatDoNotFit() {
        MapValue command = commands.build(parse(message("")
                .replace(
                        "<AreaCode>", "<RegOrgID>测试甲</RegOrgID><PreCertID>/</PreCertID><Geheim>x</Geheim><AreaCode>")));

        assertThat(command.get("head").asMap().entries()).containsOnlyKeys("BizMsgID", "AreaCode");
        assertThat(command.get("unfit")).isEqualTo(Value.texts(List.of("RegOrgID")));
    }
}
