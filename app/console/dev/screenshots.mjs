/* Pictures of every page at three widths in both languages, with the accessibility check on each: look at them. */
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { launch, options, signIn, watch } from './browser.mjs';

const given = options();
const out = given.out ?? 'screenshots';
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SIZES = { 1366: [1366, 768], 1920: [1920, 1080], 390: [390, 844] };
const LANGUAGES = ['zh', 'en'];
const only = given.only?.split(',');
const sizes = given.sizes?.split(',');
const languages = given.languages?.split(',') ?? LANGUAGES;
const faults = [];
const serious = new Map();
await mkdir(out, { recursive: true });

const browser = await launch();
const first = await browser.newContext({ bypassCSP: false });
const start = await first.newPage();
await signIn(start, given.url, given);
const state = await first.storageState();
const ask = async (path) => {
  const answer = await start.request.get(`${given.url}/api/v1${path}`);
  return answer.ok() ? answer.json() : null;
};
const unit =
  given.unit ??
  (await ask('/units?restricted=mortgage&limit=1'))?.items?.[0]?.unit ??
  (await ask('/units?limit=1'))?.items?.[0]?.unit;
const message = (await ask('/access-messages?withFindings=true&limit=1'))?.items?.[0]?.messageId ?? given.message;
const job = (await ask('/imports'))?.items?.[0]?.id;
const pages = {
  'sign-in': '/sign-in',
  setup: '/setup/not-a-real-secret-000000',
  verify: '/verify',
  'not-found': '/nothing/here',
  home: '/',
  units: '/units',
  unit: `/units/${unit}`,
  'unit-history': `/units/${unit}?tab=history`,
  'unit-evidence': `/units/${unit}?tab=evidence`,
  'unit-absent': '/units/999901999999GB99999F99999999',
  parcel: `/parcels/${unit?.slice(0, 19)}`,
  messages: '/messages',
  message: `/messages/${message}`,
  import: '/import',
  ...(job ? { 'import-job': `/import/${job}` } : {}),
  records: '/records',
  'record-detail': `/records?open=detail&record=unit/${unit}`,
  'record-history': `/records?open=history&record=unit/${unit}`,
  findings: '/findings',
  catalogue: '/findings/catalogue',
  'daily-log': '/daily-logs',
  blocks: '/blocks',
  block: '/blocks/2',
  members: '/system/members',
  engine: '/system/engine',
  leaf: '/leaves/1',
  checkpoints: '/checkpoints',
  accounts: '/system/accounts',
  tokens: '/system/tokens',
  node: '/system/node',
  configuration: '/system/configuration',
  api: '/system/api',
  search: `/search?text=${unit?.slice(-6)}`,
};

for (const [size, [width, height]] of Object.entries(SIZES)) {
  if (sizes && !sizes.includes(size)) continue;
  for (const language of languages) {
    const context = await browser.newContext({
      viewport: { width, height },
      storageState: state,
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      hasTouch: width < 500,
    });
    await context.addInitScript((l) => localStorage.setItem('titlechain.language', l), language);
    const page = await context.newPage();
    watch(page, given.url, faults);
    // The check itself runs as the browser's own script, not as one of the page.
    for (const [name, path] of Object.entries(pages)) {
      if (only && !only.includes(name)) continue;
      await page.goto(given.url + path, { waitUntil: 'networkidle' });
      await page.waitForTimeout(150);
      if (name === 'unit-evidence') {
        await page
          .locator('.panel .el-button--primary')
          .first()
          .click()
          .catch(() => {});
        await page.waitForTimeout(400);
      }
      await page.screenshot({
        path: join(out, `${name}-${size}-${language}.png`),
        fullPage: width < 500 && !['verify'].includes(name) ? true : ['unit', 'unit-history', 'message'].includes(name),
      });
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (wide > 1) faults.push(`${name} ${size} ${language}: ${wide} pixels wider than the screen`);
      if (size !== '1920') {
        const session = await context.newCDPSession(page);
        await session.send('Runtime.evaluate', { expression: axe });
        const { result } = await session.send('Runtime.evaluate', {
          expression:
            'axe.run(document, { resultTypes: ["violations"] }).then((r) => JSON.stringify(r.violations.filter((v) => ["serious", "critical"].includes(v.impact)).map((v) => [v.id, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + " :: " + n.failureSummary.slice(0, 200))])))',
          awaitPromise: true,
          returnByValue: true,
        });
        for (const [id, nodes] of JSON.parse(result.value ?? '[]'))
          serious.set(`${id} on ${name} ${size} ${language}`, nodes);
        await session.detach();
      }
    }
    await context.close();
  }
}
await browser.close();
for (const [what, nodes] of serious) console.log(`axe: ${what}\n   ${nodes.join('\n   ')}`);
for (const fault of new Set(faults)) console.log(fault);
console.log(
  `${Object.keys(pages).length} pages × 3 widths × 2 languages in ${out}; ${serious.size} accessibility faults, ${new Set(faults).size} other faults`,
);
process.exit(serious.size + faults.length > 0 ? 1 : 0);
