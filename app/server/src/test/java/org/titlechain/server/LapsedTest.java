package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A list says of a restriction whose term is over that it is, as the sheet does. */
class LapsedTest {
    @TempDir
    private Path folder;

    @Test
    void shouldSayInListAndSearchWhatHasLapsed() throws Exception {
        try (TestNode node = TestNode.start(folder)) {
            for (int number : new int[] {1, 2}) {
                assertThat(node.client.post(Messages.first(number)).statusCode())
                        .isEqualTo(201);
            }
            assertThat(node.client.post(seizure(1, "2026-01-01")).statusCode()).isEqualTo(201);
            assertThat(node.client.post(seizure(2, "2099-01-01")).statusCode()).isEqualTo(201);
            long size = node.composition().node().ledger().status().logSize();
            assertThat(node.composition().node().query().awaitPosition(size - 1, Duration.ofSeconds(30)))
                    .isTrue();

            JsonNode items = TestClient.json(node.client.get("/units?restricted=seizure"))
                    .get("items");

            assertThat(items.size()).isEqualTo(2);
            assertThat(items.at("/0/unit").stringValue()).isEqualTo(Messages.unit(1));
            assertThat(items.at("/0/restrictions").toString()).isEqualTo("[\"seizure\"]");
            assertThat(items.at("/0/lapsed").toString()).isEqualTo("[\"seizure\"]");
            assertThat(items.at("/1/restrictions").toString()).isEqualTo("[\"seizure\"]");
            assertThat(items.at("/1/lapsed").size()).isZero();
            assertThat(TestClient.json(node.client.get("/search?text=" + Messages.unit(1)))
                            .at("/units/0/lapsed")
                            .toString())
                    .isEqualTo("[\"seizure\"]");
        }
    }

    private static String seizure(int unit, String until) {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Message><Head>
            <BizMsgID>%1$s</BizMsgID><ASID>AS100</ASID><AreaCode>999901</AreaCode>
            <RecType>8000101</RecType><RightType>99</RightType><RegType>800</RegType>
            <CreateDate>2025-04-26T09:00:05</CreateDate><RecFlowID>%4$s</RecFlowID><RegOrgID>999901</RegOrgID>
            <ParcelID>999901001002GB00014</ParcelID><EstateNum>%2$s</EstateNum><PreEstateNum>/</PreEstateNum>
            <PreCertID>/</PreCertID><CertCount>0</CertCount><ProofCount>0</ProofCount><DigitalSign>00</DigitalSign>
            </Head><Data>
            <QLF_QL_CFDJ YSDM="6002040300" BDCDYH="%2$s" YWH="%4$s" CFJG="示例市中级人民法院" CFLX="1"\
             CFWH="（2025）测0101执%4$s号" CFQSSJ="2025-04-26T00:00:00+08:00" CFJSSJ="%3$sT00:00:00+08:00"\
             DJSJ="2025-04-26T09:00:00+08:00" DJJG="示例市不动产登记中心" DBR="登簿员E" QSZT="1" QXDM="999901"/>
            </Data></Message>
            """.formatted(Messages.id(100 + unit), Messages.unit(unit), until, "20250426-000010" + unit);
    }
}
