/* The office's main job in the browser: a sale with its mortgage, a refusal, a rule that is tightened, two rivals. */
import { readFile, writeFile } from 'node:fs/promises';
import { launch, must, options, step, watch } from './browser.mjs';
import { peopleOf, Person } from './office.mjs';

const given = options();
const faults = [];
const browser = await launch();
const { names, password } = peopleOf(await readFile(given.people, 'utf8'));
const people = {};
try {
  const admin = await Person.enter(browser, given.url, 'admin', 'a long test password', faults, given.setup);
  for (const name of names) people[name] = await Person.enter(browser, given.url, name, password, faults);
  const { window: clerk, reviewer, second, registrar, issuer } = people;
  step(`${names.length} people of the office and the administrator signed in`);

  const taken = (await clerk.get('/cases?limit=200')).items.flatMap((c) => c.units);
  const free = [];
  const mortgaged = [];
  for (const u of (await clerk.get('/units?limit=200')).items) {
    if (u.kind !== 'building' || u.state !== 'live' || u.rights !== 1 || taken.includes(u.unit)) continue;
    const sheet = await clerk.get(`/units/${u.unit}`);
    if (sheet.rights[0].holders?.length !== 1) continue;
    if (u.restrictions.length === 0) free.push(sheet);
    else if (u.restrictions.every((r) => r === 'mortgage')) mortgaged.push(sheet);
  }
  must(free.length >= 3 && mortgaged.length >= 2, 'the invented city has too few units');

  /* A sale with its mortgage, entered, accepted, reviewed by two, registered and certified by different people. */
  const { page } = clerk;
  const fill = async (item, kind, unit, person, idType) => {
    await clerk.choose(item.locator('.el-select').first(), kind);
    if (unit) await clerk.choose(item.locator('.el-select').nth(1), unit.slice(-8), unit.slice(-12));
    const fields = item.locator('.person input:not([role=combobox]):not([type=number])');
    await fields.nth(0).fill(person);
    await fields.nth(1).fill(`TESTID${Math.floor(performance.now())}`);
    await item.getByLabel('价款或债权数额').fill('880000.00');
    if (idType) await clerk.choose(item.locator('.person .el-select'), idType);
  };
  const paper = async (code) =>
    page
      .locator(`.material input[type=file]`)
      .nth(code)
      .setInputFiles({ name: `paper-${code}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(`paper ${code}`) });
  await clerk.open('/cases/new');
  const items = page.locator('fieldset.item');
  await fill(items.nth(0), '转移登记 · 买卖', free[0].unit, '测试买方甲');
  await page.getByRole('button', { name: '增加登记事项' }).click();
  await fill(items.nth(1), '抵押权登记 · 一般抵押', null, '测试银行', '统一社会信用代码');
  await page.getByText('将不予受理').waitFor();
  must((await page.locator('.notes').innerText()).includes('条例'), 'the check names no article for a missing paper');
  step('the check says, before anything is submitted, that papers are missing, with article and remedy');
  for (let i = 0; i < (await page.locator('.material').count()); i += 1) await paper(i);
  await page.getByText('可以受理').waitFor();
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.locator('.el-dialog:visible').getByRole('button', { name: '签名提交' }).click();
  await page.waitForURL((u) => /^\/cases\/\d{6}\//.test(u.pathname));
  const path = new URL(page.url()).pathname;
  step(`a sale with its mortgage entered as ${path}`);
  must((await clerk.step(path, '受理')) === null, 'not accepted');
  must((await reviewer.step(path, '审核')) === null, 'not reviewed');
  const same = await reviewer.step(path, '审核');
  must(same?.includes('CASE_SAME_PERSON'), `one person reviewed twice: ${same}`);
  step('one person cannot review twice, and is told so');
  must((await second.step(path, '审核')) === null, 'not reviewed by the second');
  must((await registrar.step(path, '登簿')) === null, 'not registered');
  must((await issuer.step(path, '缮证')) === null, 'not certified');
  const sheet = await clerk.get(`/units/${free[0].unit}`);
  must(sheet.rights.length === 1 && sheet.rights[0].case === path.split('/').at(-1), 'the register has no new owner');
  must(
    sheet.restrictions.some((r) => r.kind === 'mortgage'),
    'the register has no mortgage',
  );
  step('accepted, reviewed by two, registered and certified by different people: one new owner, one mortgage');

  await issuer.open(path);
  must(
    (await issuer.page.locator('.page').innerText()).includes('registrar'),
    'the trace does not name who registered',
  );
  const [download] = await Promise.all([
    issuer.page.waitForEvent('download'),
    issuer.page.getByRole('button', { name: '保存全流程证明' }).click(),
  ]);
  await writeFile(given.out, await readFile(await download.path()));
  await issuer.page.goto(`${given.url}/verify`, { waitUntil: 'networkidle' });
  await issuer.page.context().setOffline(true);
  await issuer.page.setInputFiles('[data-input=proof]', given.out);
  await issuer.page.locator('[data-verdict=valid]').waitFor();
  await issuer.page.context().setOffline(false);
  step(`its trace read, saved as ${download.suggestedFilename()}, valid on the public page without the network`);

  /* The holder sees his own trace, without an account, with the secret of his receipt. */
  await issuer.open(path);
  await issuer.page.getByRole('button', { name: '查询码', exact: true }).click();
  const receipt = issuer.page.locator('.el-dialog:visible');
  await receipt.getByRole('button', { name: '发放', exact: true }).click();
  const told = await receipt.locator('[data-secret]').innerText();
  const holder = await browser.newPage({ locale: 'zh-CN' });
  watch(holder, given.url, faults);
  const look = async (secret) => {
    await holder.goto(`${given.url}/trace`, { waitUntil: 'networkidle' });
    await holder.fill('input[name=number]', path.slice('/cases/'.length));
    await holder.fill('input[name=secret]', secret);
    await holder.locator('button[type=submit]').click();
    await holder.locator('[data-own-trace], [role=alert]').first().waitFor();
    return holder.locator('main').innerText();
  };
  const own = await look(told.toLowerCase());
  must((await holder.locator('[data-verdict=valid]').count()) === 1, `the holder's trace is not proven: ${own}`);
  must(own.includes('登簿') && own.includes('缮证'), 'the holder does not see the steps');
  for (const name of names) must(!own.includes(`${name}\n`), `the trace names ${name} of the office`);
  await receipt.getByRole('button', { name: '收回', exact: true }).click();
  await receipt.getByRole('button', { name: '收回', exact: true }).waitFor({ state: 'hidden' });
  const refused = await look(told);
  must(refused.includes('TRACE_UNKNOWN'), `a secret that was taken back opens the trace: ${refused}`);
  await holder.close();
  step('the holder sees his trace by number and secret, proven in his browser, until the office takes the secret back');

  /* Each person sees what his rights open. */
  await registrar.open('/');
  const menu = await registrar.page.locator('nav').innerText();
  must(menu.includes('业务办理') && !menu.includes('账户') && !menu.includes('配置'), `the registrar's menu: ${menu}`);
  await registrar.open('/system/accounts');
  must(
    (await registrar.page.locator('[data-no-right]').innerText()).includes('权限'),
    'no word about the missing right',
  );
  step('the menu shows what the rights open, and an address beyond them says so in words');

  /* A sale over a seizure. */
  const day = (years) => new Date(Date.now() + years * 365 * 86_400_000).toISOString().slice(0, 10);
  const order = await clerk.post('/cases', {
    district: free[2].unit.slice(0, 6),
    mode: 'entrusted',
    authority: { organisation: '示例市人民法院', document: '（2026）测执1号' },
    applicants: [],
    items: [
      {
        kind: 'seizure',
        subkind: 'seizure',
        unit: free[2].unit,
        target: free[2].rights[0].id,
        term: { from: day(0), until: day(2) },
      },
    ],
    materials: [{ code: 'seizure-order', document: '0'.repeat(64) }],
  });
  must(order.status === 201, `the seizure is not applied for: ${JSON.stringify(order)}`);
  const seizure = `/cases/${order.district}/${order.number}/steps`;
  for (const [who, name, body] of [
    [clerk, 'accept', {}],
    [reviewer, 'review', { level: 1, outcome: 'passed' }],
    [registrar, 'register', {}],
  ]) {
    const answer = await who.post(`${seizure}/${name}`, body);
    must(answer.status === 200, `${name} of the seizure: ${JSON.stringify(answer)}`);
  }
  await clerk.open(`/cases/new?unit=${free[2].unit}`);
  await fill(items.nth(0), '转移登记 · 买卖', null, '测试买方乙');
  for (let i = 0; i < (await page.locator('.material').count()); i += 1) await paper(i);
  await page.getByText('将不予受理').waitFor();
  const said = await page.locator('.notes').innerText();
  must(said.includes('查封') && said.includes('38'), `the check does not speak of the seizure: ${said}`);
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.locator('.el-dialog:visible').getByRole('button', { name: '签名提交' }).click();
  await page.waitForURL((u) => /^\/cases\/\d{6}\//.test(u.pathname));
  const refusal = await clerk.step(new URL(page.url()).pathname, '受理');
  must(refusal?.includes('城市房地产管理法') && refusal.includes('解除'), `no article or remedy: ${refusal}`);
  step('a sale over a seizure refused, with article and remedy, before and after it is submitted');

  /* A rule is tightened; what is open goes on under the old one. */
  const plain = (kind, subkind, of, buyer, papers) => ({
    district: of.unit.slice(0, 6),
    mode: 'joint',
    applicants: [
      { person: buyer, as: 'holder' },
      { party: of.rights[0].holders[0].party, as: 'obligor' },
    ],
    items: [
      {
        kind,
        subkind,
        unit: of.unit,
        target: of.rights[0].id,
        holders: [{ person: buyer }],
        ...(kind === 'transfer' ? { coOwnership: '0' } : {}),
        price: '500000.00',
      },
    ],
    materials: papers.map((code) => ({ code, document: '0'.repeat(64) })),
  });
  const bank = { name: '测试银行乙', idType: '8', idNumber: 'TESTORG0002' };
  const loan = (of) => plain('mortgage', 'general', of, bank, ['identity', 'loan-contract', 'mortgage-contract']);
  const applied = async (who, application) => {
    const answer = await who.post('/cases', application);
    must(answer.status === 201, `not applied: ${JSON.stringify(answer)}`);
    return `/cases/${answer.district}/${answer.number}`;
  };
  const older = await applied(clerk, loan(mortgaged[0]));
  must((await clerk.post(`${older}/steps/accept`, {})).status === 200, 'the older case is not accepted');

  await admin.open('/contracts/national/edit');
  const editor = admin.page;
  await editor.getByLabel('按文字、条文或代码查找规则').fill('mortgage-rank-told');
  await editor.locator('[data-rule]').first().click();
  await admin.choose(editor.locator('.form .el-select'), '不予');
  await editor.getByText('改动（1 处）').waitFor();
  await editor.getByRole('button', { name: '以往业务试算' }).click();
  await editor.getByText(/试算 \d+ 步，[1-9]/).waitFor();
  must(
    (await editor.locator('.page').innerText()).includes(older.split('/').at(-1)),
    'the trial does not name the case',
  );
  step('a rule made stricter in the form and tried on past cases: the report names the open case');
  await editor.getByRole('button', { name: '提案新版本' }).click();
  await editor.locator('.signing').getByRole('button', { name: '签名并提交' }).click();
  await editor.waitForURL((u) => /\/contracts\/national\/\d+$/.test(u.pathname));
  for (const act of ['赞成', '启用']) {
    await editor.locator('.tools').getByRole('button', { name: act, exact: true }).click();
    await editor.locator('.signing').getByRole('button', { name: '签名并提交' }).click();
    await editor.locator('.signing').waitFor({ state: 'hidden' });
  }
  await editor.locator('h1 .tag', { hasText: '生效' }).waitFor();
  await editor.goto(`${editor.url().split('?')[0]}?with=1`, { waitUntil: 'networkidle' });
  await editor.getByText('rules/mortgage-rank-told/severity').waitFor();
  step('proposed, voted, activated, and compared with the version before');

  const newer = await applied(clerk, loan(mortgaged[1]));
  const stricter = await clerk.step(newer, '受理');
  must(stricter?.includes('RULE_REFUSES'), `the next case is not refused: ${stricter}`);
  must((await reviewer.step(older, '审核')) === null, 'the older case is refused by the new rule');
  step('the next case is refused by the new rule, the older open one goes on under the old');

  /* Two clerks, one unit. */
  must(
    (await admin.post('/accounts', { name: 'counter', password, roles: ['acceptor', 'clerk'] })).status === 201,
    'no account',
  );
  const rival = await Person.enter(browser, given.url, 'counter', password, faults);
  const buyer = (n) => ({ name: `测试买方${n}`, idType: '1', idNumber: `TESTID880${n}` });
  const sale = (n) => plain('transfer', 'sale', free[1], buyer(n), ['identity', 'contract', 'tax-proof']);
  const both = await Promise.all([applied(clerk, sale(1)), applied(rival, sale(2))]);
  for (const [i, who] of [clerk, rival].entries())
    must((await who.post(`${both[i]}/steps/accept`, {})).status === 200, 'a rival is not accepted');
  for (const rivalPath of both) {
    for (const [level, who] of [reviewer, second].entries()) {
      const answer = await who.post(`${rivalPath}/steps/review`, { level: level + 1, outcome: 'passed' });
      must(answer.status === 200, `a rival is not reviewed: ${JSON.stringify(answer)}`);
    }
  }
  const early = await registrar.step(both[1], '登簿');
  must(early?.includes('CASE_QUEUED_BEHIND'), `the second was entered before the first: ${early}`);
  const firstNumber = both[0].split('/').at(-1);
  must(early.includes(firstNumber) && early.includes('受理'), `the second is not told who is in front: ${early}`);
  must((await registrar.step(both[0], '登簿')) === null, 'the first is not entered');
  const late = await registrar.step(both[1], '登簿');
  must(late?.includes('现势权利') && late.includes('民法典'), `the loser is not told why: ${late}`);
  must(late.includes(firstNumber) && late.includes('登簿'), `the loser is not told who came first: ${late}`);
  step(
    'two clerks for one unit: the first in the queue is entered, the other is told that the right is no longer on the sheet, and by which case since when',
  );

  /* Many cases at once, as a job of the node. */
  await clerk.open('/cases?state=applied');
  const many = (await clerk.get('/cases?state=applied')).total;
  must(many >= 2, `only ${many} cases wait for acceptance`);
  await clerk.page
    .locator('.tools button', { hasText: String(many) })
    .first()
    .click();
  await clerk.page.locator('.el-dialog:visible button[type=submit]').click();
  await clerk.page.waitForURL((u) => u.pathname.startsWith('/cases/batches/'));
  await clerk.page.locator('[data-batch=done]').waitFor();
  await clerk.page
    .locator('tbody tr')
    .nth(many - 1)
    .waitFor();
  must((await clerk.page.locator('tbody tr').count()) === many, 'the batch does not report each case once');
  step(`${many} applications accepted or refused as one batch, each reported`);
} catch (cause) {
  faults.push(String(cause.stack ?? cause));
  console.log(await people.window?.page.locator('.notes').allInnerTexts());
  if (given.picture)
    for (const [name, who] of Object.entries(people))
      await who.page.screenshot({ path: `${given.picture}-${name}.png` });
}
await browser.close();
for (const fault of faults) console.log(fault);
console.log(faults.length === 0 ? 'all steps done' : `${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
