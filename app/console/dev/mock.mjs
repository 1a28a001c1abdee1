/*
 * A stand-in for a node, with invented data (district 999901), to look at pages without one: npm run build && npm run mock.
 * It serves dist under the node's own content security policy, so that breaches show here already.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const port = Number(process.argv[2] ?? process.env.PORT ?? 8699);
const empty = process.argv.includes('--empty');
const dist = new URL('../dist/', import.meta.url).pathname;
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";
const TYPES = {
  '.html': 'text/html;charset=utf-8',
  '.js': 'text/javascript;charset=utf-8',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

let seed = 7;
const random = (n) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * n);
};
const hex = (n) => Array.from({ length: n }, () => random(16).toString(16)).join('');
const pad = (value, n) => String(value).padStart(n, '0');
const DAY = 86_400_000;
const now = Date.UTC(2026, 10, 21, 1, 30);
const HEIGHT = 1204;

const units = [];
const messages = [];
const findings = [];
const FINDINGS = [
  {
    code: 'SEIZED_UNIT_DISPOSED',
    severity: 'severe',
    text: '查封期间办理了转移登记',
    textEn: 'Transferred while seized',
    article: '城市房地产管理法 第三十八条',
    remedy: '核实解封文件；如未解封，办理更正登记并报告查封机关。',
    remedyEn: 'Check the release; if there is none, correct the entry and inform the authority.',
    facts: { case: '20260312-0000123' },
    fields: ['QLF_QL_CFDJ.QSZT'],
  },
  {
    code: 'SHARES_NOT_ONE',
    severity: 'serious',
    text: '按份共有的份额之和不等于一',
    textEn: 'The shares of the co-owners do not add up to one',
    article: '民法典 第二百九十八条',
    remedy: '按登记申请材料更正份额后补报。',
    remedyEn: 'Correct the shares from the application and report again.',
    facts: { sum: '3/4' },
    fields: ['ZTT_GY_QLR.QLBL'],
  },
  {
    code: 'REGISTERED_BEFORE_ACCEPTED',
    severity: 'ordinary',
    text: '登簿时间早于受理时间',
    textEn: 'Registered before it was accepted',
    article: null,
    remedy: '核对受理与登簿时间。',
    remedyEn: 'Check both times.',
    facts: {},
    fields: ['DJT_DJ_SLSQ.SLSJ', 'QLT_FW_FDCQ_YZ.DJSJ'],
  },
  {
    code: 'UNIT_CODE_VIRTUAL',
    severity: 'note',
    text: '不动产单元号为虚拟编码',
    textEn: 'The unit code is provisional',
    article: 'GB/T 37346',
    remedy: '落图后更换编码。',
    remedyEn: 'Replace it after mapping.',
    facts: {},
    fields: ['KTT_FW_H.BDCDYH'],
  },
];
for (let i = 0; !empty && i < 420; i += 1) {
  const building = 1 + Math.floor(i / 24);
  const parcel = `999901001${pad(1 + (building % 3), 3)}GB${pad(10 + building, 5)}`;
  const unit = `${parcel}F${pad(building, 4)}${pad(1 + (i % 24), 4)}`;
  const time = now - random(28) * DAY - random(86_400) * 1000;
  const certificate = `测(2026)示例市不动产权第${pad(i + 1, 7)}号`;
  const restrictions =
    i % 5 === 0
      ? ['mortgage']
      : i % 17 === 0
        ? ['seizure', 'mortgage']
        : i % 23 === 0
          ? ['notice']
          : i % 41 === 0
            ? ['objection']
            : [];
  const id = `999901261021${pad(i, 6)}`;
  units.push({
    unit,
    location: `示例市示例路${building}号${1 + (building % 9)}幢${1 + Math.floor((i % 24) / 4)}0${1 + (i % 4)}`,
    kind: 'building',
    state: i % 61 === 60 ? 'ended' : 'live',
    district: '999901',
    parcel,
    areaSquareCentimetres: 600_000 + random(900_000),
    use: '11',
    rights: 1,
    restrictions,
    certificates: [certificate],
    version: 1 + (i % 4),
    updated: { height: HEIGHT - (i % 900), time },
  });
  const finding = i % 9 === 0 ? FINDINGS[(i / 9) % 4] : null;
  messages.push({
    messageId: id,
    recType: i % 5 === 0 ? '9000101' : i % 17 === 0 ? '8000101' : '2000402',
    kind: i % 5 === 0 ? 'mortgage' : i % 17 === 0 ? 'seizure' : 'transfer',
    case: `20260312-${pad(i, 7)}`,
    units: [unit],
    district: '999901',
    registered: time - 3_600_000,
    uploadTime: time,
    height: HEIGHT - (i % 900),
    findings: finding ? 1 : 0,
    severity: finding?.severity ?? null,
    supplement: i % 50 === 0 ? '_BL' : null,
  });
  if (finding)
    findings.push({
      ...finding,
      id: `${i}`,
      subject: unit,
      message: id,
      district: '999901',
      time,
      height: HEIGHT - (i % 900),
    });
}
const ORDER = ['severe', 'serious', 'ordinary', 'note'];
findings.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));

function sheet(unit) {
  const u = units.find((x) => x.unit === unit);
  if (!u) return null;
  const party = () => hex(64);
  const base = {
    office: '示例市不动产登记中心',
    registered: '2026-03-14T10:30:18+08:00',
    registeredTime: u.updated.time,
    message: messages[units.indexOf(u)].messageId,
  };
  return {
    schema: 1,
    unit,
    kind: u.kind,
    state: u.state,
    virtual: false,
    district: '999901',
    parcel: u.parcel,
    location: u.location,
    nature: {
      use: '11',
      structure: '3',
      floor: '14',
      floors: '18',
      buildingNumber: '0022',
      areaSquareCentimetres: 1_011_700,
      innerAreaSquareCentimetres: 800_000,
      sharedAreaSquareCentimetres: 211_700,
      landUse: '71',
      landNature: '102',
    },
    rights: [
      {
        ...base,
        id: 'r1',
        table: 'QLT_FW_FDCQ_YZ',
        rightType: '4',
        registrationType: '200',
        cause: '买卖',
        case: '20260312-0000123',
        previousCase: '20200101-0000001',
        areaSquareCentimetres: 1_011_700,
        term: { from: '2010-05-01', until: '2080-04-30' },
        holders: [
          {
            party: party(),
            sealed: hex(64),
            share: { numerator: 1, denominator: 2 },
            certificate: u.certificates[0],
            order: 1,
          },
          { party: party(), share: { numerator: 1, denominator: 2 }, order: 2 },
        ],
        coOwnership: '2',
        terms: { FWXZ: '0', JGSJ: '2009-11-30', FTTDMJ: '12.40' },
      },
    ],
    restrictions: u.restrictions.map((kind, i) => ({
      ...base,
      id: `x${i}`,
      rank: i + 1,
      kind,
      state: 'live',
      table: 'QLF_QL_DYAQ',
      registrationType: kind === 'seizure' ? '800' : '100',
      case: `20260401-000009${i}`,
      term: { from: '2026-04-01', until: '2029-03-31' },
      holders:
        kind === 'seizure' ? [] : [{ party: party(), certificate: '测(2026)示例市不动产证明第0000012号', order: 1 }],
      terms:
        kind === 'mortgage'
          ? { method: '1', transferRestricted: '1', type: '2' }
          : kind === 'seizure'
            ? { type: '1', document: '(2026)测01执123号', authority: '示例市人民法院' }
            : { type: '2' },
    })),
    certificates: u.certificates.map((number) => ({
      number,
      kind: 'certificate',
      right: 'r1',
      printed: 'C12345678901',
    })),
    remarks: [],
    lineage: { from: [], to: [] },
    version: u.version,
    previous: u.version > 1 ? hex(64) : null,
    updated: { ...u.updated, message: base.message },
    words: { codes: {} },
  };
}
const leaf = (position) => ({
  position,
  height: HEIGHT,
  time: now,
  entry: hex(64),
  index: 0,
  key: hex(64),
  signer: '前置机 1',
  organisation: '示例市不动产登记中心',
  type: 'record.message',
  accepted: true,
  code: null,
  writes: [{ key: `unit/${units[0]?.unit}`, version: 2, digest: hex(64) }],
  command: { type: 'record.message', version: 1, head: { BizMsgID: messages[0]?.messageId } },
  decision: { accepted: true, result: { kind: 'transfer' } },
  digest: hex(64),
});
const block = (height) => ({
  height,
  time: now - (HEIGHT - height) * 60_000,
  entries: 3,
  commands: 3,
  refused: 0,
  logSize: height * 3,
  logRoot: hex(64),
  stateRoot: hex(64),
});
const job = {
  id: 'a1b2c3',
  state: 'running',
  by: 'admin',
  started: now,
  finished: null,
  total: 10_000,
  done: 4210,
  recorded: 4100,
  repeated: 90,
  refused: 20,
  failed: 0,
  rate: 812,
  remainingSeconds: 7,
};
const history = (unit) =>
  ['a', 'b', 'c'].map((_, i) => ({
    version: 3 - i,
    height: HEIGHT - i * 40,
    time: now - i * DAY,
    position: 3000 - i * 11,
    message: messages[i]?.messageId ?? null,
    signer: '前置机 1',
    organisation: '示例市不动产登记中心',
    sheet: sheet(unit),
    changes:
      i === 2
        ? []
        : [
            {
              path: '/restrictions/20260401-0000090',
              old: null,
              new: { rank: 1, kind: 'mortgage', state: 'live', case: '20260401-0000090', terms: { method: '1' } },
            },
            { path: '/location', old: '示例市示例路1号', new: '示例市示例路1号22幢1401' },
            { path: '/version', old: 2 - i, new: 3 - i },
            { path: '/previous', old: hex(64), new: hex(64) },
          ],
  }));
const page = (all, query) => {
  const limit = Number(query.get('limit') ?? 50);
  const from = Number(query.get('cursor') ?? 0);
  return {
    items: all.slice(from, from + limit),
    total: all.length,
    next: from + limit < all.length ? String(from + limit) : null,
  };
};
const has = (item, text) => JSON.stringify(item).includes(text);
const session = {
  account: {
    name: 'admin',
    roles: ['administrator', 'recorder', 'clerk', 'supervisor', 'auditor', 'holders'],
    language: 'zh',
  },
  rights: [],
  expires: now + DAY,
};
/* The rights of the roles, from the node's own matrix. */
const [head, ...rows] = (await readFile(new URL('../../server/src/main/resources/authorisation.csv', import.meta.url)))
  .toString()
  .trim()
  .split('\n')
  .map((line) => line.split(','));
session.rights = rows
  .filter((row) => row[1] === 'no' && session.account.roles.some((role) => row[head.indexOf(role)] === 'yes'))
  .map((row) => row[0]);
let signedIn = false;

const routes = [
  [/^\/health$/, () => ({ status: 'ready', chain: 'demo', height: empty ? 1 : HEIGHT, version: '0.1.0' })],
  [/^\/setup/, () => ({ needed: true })],
  [
    /^\/session$/,
    (_, q, method) => {
      if (method === 'POST') signedIn = true;
      if (method === 'DELETE') signedIn = false;
      return signedIn
        ? session
        : [
            401,
            {
              code: 'SIGN_IN_REQUIRED',
              title: '请先登录',
              titleEn: 'Sign in first',
              detail: '',
              remedy: '登录后重试。',
              remedyEn: 'Sign in and try again.',
              reference: 'R-7',
            },
          ];
    },
  ],
  [
    /^\/statistics\/home$/,
    (_, q) => ({
      height: HEIGHT,
      blocks: empty ? 1 : HEIGHT,
      entries: empty ? 1 : 3612,
      messages: messages.length,
      units: units.length,
      certificates: units.length,
      findings: Object.fromEntries(ORDER.map((s) => [s, findings.filter((f) => f.severity === s).length])),
      today: { messages: 16, units: 12, findings: 2 },
      series: Array.from({ length: Number(q.get('days') ?? 30) }, (_, i) => ({
        day: new Date(now - (Number(q.get('days') ?? 30) - 1 - i) * DAY).toISOString().slice(0, 10),
        messages: 8 + random(30),
        units: random(20),
        findings: random(5),
      })),
      byKind: [
        { kind: 'transfer', count: 310 },
        { kind: 'mortgage', count: 84 },
        { kind: 'seizure', count: 26 },
      ],
      byDistrict: [{ district: '999901', count: units.length }],
      node: { status: 'ready', engine: 'embedded', height: HEIGHT, projectionHeight: HEIGHT },
    }),
  ],
  [
    /^\/units$/,
    (_, q) =>
      page(
        units.filter(
          (u) =>
            has(u, q.get('text') ?? '') &&
            (!q.get('restricted') || u.restrictions.includes(q.get('restricted'))) &&
            u.parcel.startsWith(q.get('parcel') ?? ''),
        ),
        q,
      ),
  ],
  [
    /^\/units\/(\w{28})$/,
    (m) =>
      sheet(m[1]) ?? [
        404,
        {
          code: 'UNIT_UNKNOWN',
          title: '登记簿中没有这个单元',
          titleEn: 'The register does not hold this unit',
          detail: '',
          remedy: '请核对单元号；也可以保存不存在的证明。',
          remedyEn: 'Check the code; absence can be proved too.',
          reference: 'R-9',
        },
      ],
  ],
  [/^\/units\/(\w{28})\/history$/, (m, q) => page(history(m[1]), q)],
  [
    /^\/units\/(\w{28})\/holders$/,
    (m) => ({
      items: sheet(m[1]).rights[0].holders.map((h, i) => ({
        party: h.party,
        name: `测试${'甲乙'[i]}`,
        idNumber: `TESTID000${i + 1}`,
      })),
      total: 2,
      next: null,
    }),
  ],
  [
    /^\/parcels\/(\w{19})$/,
    (m) => ({
      parcel: m[1],
      district: '999901',
      nature: { areaSquareCentimetres: 123_456_700, landUse: '71', landNature: '102' },
      units: units.filter((u) => u.parcel === m[1]).map((u) => u.unit),
    }),
  ],
  [
    /^\/access-messages$/,
    (_, q) =>
      page(
        messages.filter((m) => has(m, q.get('text') ?? '') && (q.get('withFindings') !== 'true' || m.findings > 0)),
        q,
      ),
  ],
  [
    /^\/access-messages\/(\w+)$/,
    (m) => {
      const item = messages.find((x) => x.messageId === m[1]);
      return (
        item && {
          messageId: item.messageId,
          recType: item.recType,
          kind: item.kind,
          units: item.units,
          layout: 'newer',
          head: {
            BizMsgID: item.messageId,
            ASID: 'AS100',
            AreaCode: '999901',
            RecType: item.recType,
            RegType: '200',
            RecFlowID: item.case,
          },
          rows: [
            {
              table: 'QLT_FW_FDCQ_YZ',
              fields: {
                BDCDYH: item.units[0],
                YWH: item.case,
                QLLX: '4',
                DJLX: '200',
                JZMJ: '101.17',
                DJSJ: '2026-03-14T10:30:18+08:00',
              },
            },
            { table: 'ZTT_GY_QLR', fields: { GYFS: '2', SXH: '1' }, parties: { ZJH: hex(64) }, sealed: hex(64) },
          ],
          source: { digest: hex(64), size: 6213, encoding: 'GB18030', content: hex(64) },
          findings: findings.filter((f) => f.message === item.messageId),
          position: 3000,
          height: item.height,
          time: item.uploadTime,
          entry: hex(64),
          signer: '前置机 1',
          organisation: '示例市不动产登记中心',
          supersedes: null,
        }
      );
    },
  ],
  [
    /^\/search$/,
    (_, q) => ({
      kind: 'text',
      units: units.filter((u) => has(u, q.get('text'))).slice(0, Number(q.get('limit') ?? 6)),
      messages: messages.filter((u) => u.messageId.includes(q.get('text'))).slice(0, 3),
      certificates: [],
      cases: [],
      holders: [],
    }),
  ],
  [
    /^\/records$/,
    (_, q) =>
      page(
        units.map((u) => ({
          key: `unit/${u.unit}`,
          version: u.version,
          uploadTime: u.updated.time,
          uploader: '前置机 1',
          organisation: '示例市不动产登记中心',
          dataSource: '接入报文',
          chainType: 'registration',
          chainCooperation: 'single',
          height: u.updated.height,
          position: 100,
          digest: hex(64),
        })),
        q,
      ),
  ],
  [
    /^\/records\/detail$/,
    (_, q) => ({
      key: q.get('key'),
      version: 1,
      height: HEIGHT,
      time: now,
      position: 100,
      digest: hex(64),
      value: sheet(q.get('key').split('/')[1]),
      leaf: leaf(100),
    }),
  ],
  [/^\/records\/history$/, (_, q) => page(history(q.get('key').split('/')[1]), q)],
  [
    /^\/findings$/,
    (_, q) =>
      page(
        findings.filter((f) => !q.get('severity') || f.severity === q.get('severity')),
        q,
      ),
  ],
  [/^\/findings\/catalogue$/, () => ({ items: FINDINGS })],
  [
    /^\/blocks$/,
    (_, q) =>
      page(
        Array.from({ length: HEIGHT }, (_, i) => block(HEIGHT - i)),
        q,
      ),
  ],
  [
    /^\/blocks\/(\d+)$/,
    (m) => ({
      block: block(Number(m[1])),
      checkpoint: `titlechain/checkpoint/v1\ndemo\ngm\n${m[1]}\n`,
      leaves: [leaf(1), leaf(2), leaf(3)],
    }),
  ],
  [/^\/leaves\/(\d+)$/, (m) => leaf(Number(m[1]))],
  [
    /^\/checkpoint$/,
    () => `titlechain/checkpoint/v1\ndemo\ngm\n${HEIGHT}\n${now}\n3612\nZ0dnZw==\nZ0dnZw==\n\n— registry Z0dnZw==\n`,
  ],
  [
    /^\/trust$/,
    () => ({
      format: 'titlechain/trust',
      version: 1,
      chain: 'demo',
      suite: 'gm',
      quorum: 1,
      members: [{ name: 'registry', key: hex(130) }],
    }),
  ],
  [
    /^\/imports$/,
    (_, q) => page([job, { ...job, id: 'f00', state: 'done', done: 10_000, recorded: 9960, finished: now }], q),
  ],
  [/^\/imports\/\w+$/, () => job],
  [
    /^\/imports\/\w+\/report$/,
    (_, q) =>
      page(
        messages.slice(0, 120).map((m, i) => ({
          name: `Biz${m.messageId}.xml`,
          result: i % 13 === 0 ? 'refused' : i % 7 === 0 ? 'repeated' : 'recorded',
          messageId: m.messageId,
          code: i % 13 === 0 ? 'MESSAGE_MALFORMED' : null,
          text: i % 13 === 0 ? '不是格式良好的 XML' : null,
          textEn: i % 13 === 0 ? 'Not well-formed XML' : null,
          findings: i % 9 === 0 ? ['SHARES_NOT_ONE'] : [],
        })),
        q,
      ),
  ],
  [
    /^\/daily-logs\/[\d-]+$/,
    () => ({
      date: '2026-11-21',
      district: '999901',
      registered: 16,
      reported: 16,
      kinds: { transfer: 10, mortgage: 6 },
    }),
  ],
  [
    /^\/accounts/,
    () => ({
      items: [
        {
          name: 'admin',
          roles: session.account.roles,
          language: 'zh',
          locked: false,
          created: now - 40 * DAY,
          lastSignIn: now,
        },
        { name: 'clerk-1', roles: ['clerk'], language: 'zh', locked: true, created: now - 9 * DAY, lastSignIn: null },
      ],
      total: 2,
      next: null,
    }),
  ],
  [
    /^\/tokens/,
    (_, q, method) =>
      method === 'POST'
        ? { id: 'x', name: 'x', account: 'admin', roles: [], created: now, expires: null, token: hex(48) }
        : {
            items: [
              {
                id: 't1',
                name: '前置机 1',
                account: 'admin',
                roles: ['recorder'],
                created: now,
                expires: now + 90 * DAY,
              },
            ],
            total: 1,
            next: null,
          },
  ],
  [
    /^\/witnesses$/,
    () => ({
      items: [
        {
          name: 'court',
          address: 'http://127.0.0.1:8700',
          key: '02'.repeat(33),
          state: 'follows',
          height: HEIGHT - 1,
          time: now,
          lag: 1,
        },
      ],
      total: 1,
      next: null,
    }),
  ],
  [
    /^\/anchors$/,
    () => ({
      items: [
        {
          chain: 'demo-county',
          quorum: 1,
          members: ['registry'],
          height: 4_211,
          time: now,
          logSize: 9_120,
          checkpoint: null,
          recorded: { height: HEIGHT, time: now, position: 12 },
          anchors: 87,
        },
      ],
      total: 1,
      next: null,
    }),
  ],
  [
    /^\/system$/,
    () => ({
      status: 'ready',
      chain: 'demo',
      version: '0.1.0',
      engine: { name: 'embedded', height: HEIGHT },
      projections: { height: HEIGHT, lag: 0 },
      disk: { freeBytes: 21_474_836_480, usedBytes: 4_294_967 },
      configuration: { 'listen.port': '8420', 'listen.address': '127.0.0.1', 'development.demo': 'true' },
    }),
  ],
  [
    /^\/openapi.json$/,
    () => ({
      info: { version: '1' },
      paths: {
        '/api/v1/units/{unit}': {
          get: {
            summary: '登记簿页 · the register sheet',
            parameters: [{ name: 'unit', in: 'path', required: true, description: '28 characters' }],
          },
        },
        '/api/v1/access-messages': { post: { summary: '接入报文上链 · record an access message', requestBody: {} } },
      },
    }),
  ],
];

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://x');
  response.setHeader('Content-Security-Policy', POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (url.pathname.startsWith('/api/v1')) {
    const path = url.pathname.slice(7);
    if (request.method === 'POST' && request.headers['content-type'] === 'application/json') {
      const body = [];
      for await (const piece of request) body.push(piece);
      for (const [name, value] of Object.entries(JSON.parse(Buffer.concat(body)))) url.searchParams.set(name, value);
    }
    response.setHeader('X-TitleChain-Height', String(HEIGHT));
    response.setHeader('X-TitleChain-Time', String(now));
    for (const [pattern, handler] of routes) {
      const match = pattern.exec(path);
      if (!match) continue;
      const found = handler(match, url.searchParams, request.method);
      const [status, body] = Array.isArray(found) ? found : [200, found];
      if (typeof body === 'string') return response.setHeader('Content-Type', 'text/plain').end(body);
      return response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    }
    return response.writeHead(404, { 'Content-Type': 'application/problem+json' }).end(
      JSON.stringify({
        code: 'NOT_FOUND',
        title: '没有这个接口',
        titleEn: 'No such call',
        remedy: '',
        remedyEn: '',
        reference: 'R-1',
      }),
    );
  }
  const name = normalize(url.pathname);
  const file = extname(name) ? name : '/index.html';
  try {
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
    response.end(await readFile(join(dist, file)));
  } catch {
    response.writeHead(404).end();
  }
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`));
