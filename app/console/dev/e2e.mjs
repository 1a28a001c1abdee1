/* A newcomer's first walk in the browser: first account by the link, search by fragments, sheet, history, proof saved; the node
   is stopped; the proof is valid on the page that stays open and on the page that was saved, and with one byte changed it is not.
   --node is the process of the node, --out the folder that keeps proof, trust file, page and the altered proof. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, must, options, step, watch } from './browser.mjs';

const given = options();
const faults = [];
const browser = await launch();
const context = await browser.newContext({
  viewport: { width: 1366, height: 768 },
  locale: 'zh-CN',
  acceptDownloads: true,
});
const page = await context.newPage();
page.setDefaultTimeout(15_000);
watch(page, given.url, faults);

/** Saves what the click offers into the folder, under the name that it has there. */
async function save(from, click, name) {
  const [download] = await Promise.all([from.waitForEvent('download'), click()]);
  await download.saveAs(join(given.out, name));
  return { suggested: download.suggestedFilename(), bytes: await readFile(join(given.out, name)) };
}
const file = (name, bytes) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });

/** Chooses a proof on a verification page and gives the verdict with its words. */
async function verdict(on, name, bytes) {
  await on.setInputFiles('[data-input=proof]', file(name, bytes));
  await on.getByText(name).first().waitFor();
  const note = on.locator('[data-verdict]');
  await note.waitFor();
  return { is: await note.getAttribute('data-verdict'), words: await note.innerText() };
}

/** Types into the search field and opens the unit among the hits by the keyboard alone. */
async function find(text, unit) {
  await page.keyboard.press('/');
  await page.keyboard.type(text);
  const hits = page.locator('[role=option]');
  const wanted = hits.filter({ hasText: unit.slice(-8) }).filter({ hasText: unit.slice(12, 19) });
  await wanted.first().waitFor();
  const place = Number(/-(\d+)$/.exec(await wanted.first().getAttribute('id'))[1]);
  for (let i = 0; i < place; i += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === `/units/${unit}`);
}

try {
  await page.goto(`${given.url}/setup/${given.setup}`, { waitUntil: 'networkidle' });
  await page.fill('input[name=password]', 'short');
  must(await page.locator('button[type=submit]').isDisabled(), 'a short password is taken');
  await page.fill('input[name=password]', 'a long test password');
  await page.fill('input[name=again]', 'a long test password');
  await page.click('button[type=submit]');
  await page.waitForURL((url) => url.pathname === '/');
  await page.getByText('第一次来？').waitFor();
  step('the first account by the one-time link, and the first page says what to look at');

  const units = (await (await page.request.get(`${given.url}/api/v1/units?restricted=mortgage&limit=50`)).json()).items;
  const { unit, location, certificates } = units.find((u) => u.location && u.certificates.length > 0);
  await find(unit.slice(-8), unit);
  await page.locator('.paper').waitFor();
  const sheet = await page.locator('.paper').innerText();
  must(sheet.includes(location) && sheet.includes(certificates[0]), `the sheet lacks place or certificate: ${sheet}`);
  must(sheet.includes('抵押权登记信息'), `the sheet lacks the mortgage: ${sheet}`);
  step(`${unit} found by its last eight digits; its sheet names place, certificate and mortgage`);
  await page.goto(`${given.url}/`, { waitUntil: 'networkidle' });
  await find(location.slice(location.indexOf('市') + 1), unit);
  await page.goto(`${given.url}/`, { waitUntil: 'networkidle' });
  await page.keyboard.press('/');
  await page.keyboard.type(certificates[0].replace('(', '（').replace(')', '）'));
  await page.locator('[role=option]', { hasText: certificates[0] }).first().click();
  await page.waitForURL((url) => url.pathname === `/units/${unit}`);
  step('and by its place, and by its certificate in another spelling');
  const waiting = (await (await page.request.get(`${given.url}/api/v1/cases?limit=1`)).json()).items[0];
  await page.keyboard.press('/');
  await page.keyboard.type(waiting.number);
  await page.locator('[role=option]', { hasText: waiting.number }).first().click();
  await page.waitForURL((url) => url.pathname === `/cases/${waiting.district}/${waiting.number}`);
  step(`case ${waiting.number} found by its number`);

  await page.goto(`${given.url}/units/${unit}`, { waitUntil: 'networkidle' });
  await page.getByRole('tab', { name: '历史变化' }).click();
  await page.locator('.timeline li').first().waitFor();
  const { items: versions } = await (await page.request.get(`${given.url}/api/v1/units/${unit}/history`)).json();
  must((await page.locator('.timeline > li').count()) === versions.length, 'the history lacks a version');
  step(`its history: ${versions.length} versions, each with its message`);
  await page.getByRole('tab', { name: '证据' }).click();
  await page.getByRole('button', { name: '在此核验' }).click();
  await page.locator('[data-verdict=valid]').waitFor();
  const proofButton = page.locator('.tools').getByRole('button', { name: '保存权属证明' });
  const { bytes: proof, suggested } = await save(page, () => proofButton.click(), 'unit.titleproof');
  step(`its proof is valid in this browser, and saved as ${suggested}, ${proof.length} bytes`);
  await page.goto(`${given.url}/checkpoints`, { waitUntil: 'networkidle' });
  const trustButton = page.getByRole('button', { name: '保存信任文件' });
  const { bytes: trust } = await save(page, () => trustButton.click(), 'trust.json');

  const stranger = await (
    await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', acceptDownloads: true })
  ).newPage();
  watch(stranger, given.url, faults);
  await stranger.goto(`${given.url}/verify`, { waitUntil: 'networkidle' });
  await save(stranger, () => stranger.getByText('保存核验页').click(), 'verify.html');
  step('trust file and the verification page of one file saved');

  process.kill(Number(given.node));
  const answers = () =>
    fetch(`${given.url}/api/v1/health`).then(
      () => true,
      () => false,
    );
  for (const end = Date.now() + 30_000; await answers(); ) must(Date.now() < end, 'the node does not end');
  step('the node is stopped');

  const changed = Buffer.from(proof);
  changed[changed.length >> 1] ^= 1;
  await writeFile(join(given.out, 'altered.titleproof'), changed);
  const alone = await (await browser.newContext({ offline: true, locale: 'zh-CN' })).newPage();
  const saved = `file://${join(given.out, 'verify.html')}`;
  watch(alone, saved, faults);
  await alone.goto(saved);
  await alone.getByText('还需要信任文件').waitFor();
  await alone.setInputFiles('[data-input=trust]', file('trust.json', trust));
  for (const [on, where] of [
    [stranger, 'the public page that stays open on a telephone'],
    [alone, 'the saved page, opened as a file without a network'],
  ]) {
    const whole = await verdict(on, 'unit.titleproof', proof);
    must(whole.is === 'valid' && whole.words.includes('证明有效'), `${where}: ${JSON.stringify(whole)}`);
    must((await on.locator('.paper').innerText()).includes(certificates[0]), `${where} shows another sheet`);
    const altered = await verdict(on, 'altered.titleproof', changed);
    must(altered.is === 'invalid' && altered.words.includes('改动'), `${where}: ${JSON.stringify(altered)}`);
    must((await on.locator('.paper').count()) === 0, `${where} shows the sheet of a proof that it refuses`);
    const code = /[A-Z]+(_[A-Z]+)+/.exec(altered.words)[0];
    await writeFile(join(given.out, 'reason'), code);
    step(`${where}: valid; with one byte changed refused, and the reason said in words (${code})`);
  }
} catch (cause) {
  faults.push(String(cause.stack ?? cause));
  if (given.picture) await page.screenshot({ path: given.picture });
}
await browser.close();
for (const fault of faults) console.log(fault);
console.log(faults.length === 0 ? 'all steps done' : `${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
