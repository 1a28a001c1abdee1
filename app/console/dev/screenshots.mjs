/* Pictures of every page at three widths in both languages, with the accessibility check on each: look at them. */
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { launch, options, signIn, watch } from './browser.mjs';
import { sights } from './sights.mjs';
import { untranslated } from './untranslated.mjs';

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
const pages = await sights(ask);
/* Names of people, keys and members are nobody's to translate. */
const names = [
  ...((await ask('/accounts'))?.items ?? []).map((a) => a.name),
  ...((await ask('/members'))?.items ?? []).map((m) => m.name),
  ...['administrator', 'gateway', 'node', 'openapi.json', 'town.card'],
];

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
    for (const [name, sight] of Object.entries(pages)) {
      if (only && !only.some((part) => name.startsWith(part))) continue;
      await page.emulateMedia({ media: 'screen' });
      await page.goto(given.url + (sight.path ?? sight), { waitUntil: 'networkidle' });
      await page.waitForTimeout(150);
      await sight
        .act?.(page)
        .catch((cause) => faults.push(`${name} ${size} ${language}: ${String(cause).split('\n')[0]}`));
      await page.screenshot({
        path: join(out, `${name}-${size}-${language}.png`),
        fullPage: sight.act === undefined || name.endsWith('-print') || name === 'unit-evidence',
      });
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (wide > 1) faults.push(`${name} ${size} ${language}: ${wide} pixels wider than the screen`);
      if (size === '1366')
        for (const text of await page.evaluate(untranslated, { language, names }))
          faults.push(`${name} ${language}: not translated: ${text}`);
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
