/* One walk through the main job: sign in, search, sheet, history, proof saved, verified on the public page, one byte changed and refused. */
import { readFile } from 'node:fs/promises';
import { launch, options, signIn, watch } from './browser.mjs';

const given = options();
const faults = [];
const step = (text) => console.log(`· ${text}`);
const browser = await launch();
const context = await browser.newContext({
  viewport: { width: 1366, height: 768 },
  locale: 'zh-CN',
  acceptDownloads: true,
});
const page = await context.newPage();
page.setDefaultTimeout(15_000);
watch(page, given.url, faults);
try {
  await signIn(page, given.url, given);
  step('signed in');
  const list = await (await page.request.get(`${given.url}/api/v1/units?limit=1`)).json();
  const unit = given.unit ?? list.items[0].unit;
  await page.keyboard.press('/');
  await page.keyboard.type(unit.slice(-8));
  await page.locator('[role=option]').first().waitFor();
  await page.goto(`${given.url}/units?text=${unit}`);
  await page.locator(`a[href="/units/${unit}"]`).first().click();
  await page.locator('.paper').waitFor();
  step(`found ${unit} and read its sheet`);
  await page.getByRole('tab').nth(1).click();
  await page.locator('.timeline li').first().waitFor();
  step('its history');
  await page.getByRole('tab').nth(2).click();
  await page.locator('section.panel .el-button--primary').first().click();
  await page.locator('[data-verdict=valid]').waitFor();
  step('its proof is valid in this browser');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('.tools .el-button--primary').click(),
  ]);
  const proof = await readFile(await download.path());
  step(`proof saved as ${download.suggestedFilename()}, ${proof.length} bytes`);

  const stranger = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  watch(stranger, given.url, faults);
  await stranger.goto(`${given.url}/verify`, { waitUntil: 'networkidle' });
  await stranger.context().setOffline(true);
  const file = (bytes) => ({
    name: `${unit}.titleproof`,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(bytes),
  });
  await stranger.setInputFiles('[data-input=proof]', file(proof));
  await stranger.locator('[data-verdict=valid]').waitFor();
  step('valid on the public page, without an account and without the network');
  const changed = Buffer.from(proof);
  changed[Math.floor(changed.length / 2)] ^= 1;
  await stranger.setInputFiles('[data-input=proof]', file(changed));
  await stranger.locator('[data-verdict=invalid]').waitFor();
  step('one byte changed: refused');

  const saved = await (await page.request.get(`${given.url}/offline/verify.html`)).body();
  const alone = await (await browser.newContext({ offline: true })).newPage();
  const { mkdtemp, writeFile } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const folder = await mkdtemp(`${tmpdir()}/verify-`);
  await writeFile(`${folder}/verify.html`, saved);
  await alone.goto(`file://${folder}/verify.html`);
  await alone.setInputFiles('[data-input=trust]', {
    name: 'trust.json',
    mimeType: 'application/json',
    buffer: Buffer.from(await (await page.request.get(`${given.url}/api/v1/trust`)).body()),
  });
  await alone.setInputFiles('[data-input=proof]', file(proof));
  await alone.locator('[data-verdict=valid]').waitFor();
  step('valid on the saved page, opened as a file');
} catch (cause) {
  faults.push(String(cause));
}
await browser.close();
for (const fault of faults) console.log(fault);
console.log(faults.length === 0 ? 'all steps done' : `${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
