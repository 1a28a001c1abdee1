/* A chain goes over to another engine by the wizard of the console: chosen, prepared, proposed and voted, followed until it is over.
   --url holds the addresses of the members' nodes, by commas; --to the engine; --evm the address of an EVM chain that gives money. */
import { launch, membersPage, must, options, step } from './browser.mjs';

const given = options();
const faults = [];
const KINDS = { embedded: '内置引擎', cometbft: 'CometBFT', evm: 'EVM 链' };
const browser = await launch();

/** A member's administrator, on the page of the engine. */
async function administrator(url) {
  const page = await membersPage(browser, url, given, faults);
  await page.locator('main').getByRole('link', { name: '引擎', exact: true }).click();
  await page.getByRole('heading', { name: '选择引擎' }).waitFor();
  return page;
}

/** On CometBFT the members say first who orders for each; together it is what each of them pastes. */
async function validators(pages) {
  const drafts = [];
  for (const page of pages) {
    await page.locator(`input[name=kind][value=${given.to}]`).check();
    await page.getByRole('button', { name: '准备', exact: true }).click();
    drafts.push(JSON.parse(await page.locator('[data-draft] pre').innerText()));
  }
  return JSON.stringify({ ...drafts[0], validators: drafts.flatMap((draft) => draft.validators) });
}

/** Fills the form and sends it; gives the words of a refusal. */
async function prepare(page, fields) {
  await page.locator(`input[name=kind][value=${given.to}]`).check();
  for (const [name, value] of Object.entries(fields)) await page.locator(`[name=${name}]`).fill(value);
  await page.getByRole('button', { name: '准备', exact: true }).click();
  const refused = page.locator('[role=alert]');
  const ready = page.locator('.steps li.now');
  await refused.or(ready).first().waitFor();
  return (await refused.count()) > 0 ? refused.innerText() : null;
}

try {
  const pages = [];
  for (const url of given.url.split(',')) pages.push(await administrator(url));
  step(`${pages.length} administrators look at the engine`);
  const fields = given.evm ? { node: given.evm } : {};
  if (given.to === 'cometbft' && pages.length > 1) fields.network = await validators(pages);
  for (const page of pages) {
    let refusal = await prepare(page, fields);
    const account = /0x[0-9a-f]{40}/i.exec(refusal ?? '')?.[0];
    if (account) {
      const paid = await fetch(given.evm, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          jsonrpc: '2.0',
          id: 1,
          method: 'anvil_setBalance',
          params: [account, `0x${'f'.repeat(20)}`],
        }),
      });
      must(paid.ok, `the account is not funded: ${paid.status}`);
      step(`the page names ${account}, which cannot pay; it is given money`);
      refusal = await prepare(page, fields);
    }
    must(refusal === null, `not prepared: ${refusal}`);
    if (given.evm && page === pages[0]) fields.place = await page.locator('main .mono').first().innerText();
  }
  step(`prepared: ${KINDS[given.to]}`);
  // All at once: proposals that cross on the way are settled by the members' nodes.
  await Promise.all(pages.map((page) => page.getByRole('button', { name: '提案并投赞成票' }).click()));
  for (const page of pages) await page.getByText('已切换，自高度').waitFor();
  for (const page of pages) {
    const epochs = page.locator('.plain-table tbody tr');
    must((await epochs.first().innerText()).includes(KINDS[given.to]), 'the newest epoch has another engine');
  }
  step(`all ${pages.length} pages say that the chain went over, and name the epoch`);
  await pages[0].goto(new URL('/system/members', pages[0].url()).href, { waitUntil: 'networkidle' });
  const summary = await pages[0].locator('main p.muted').first().innerText();
  must(summary.includes(KINDS[given.to]), `the page of the members has another engine: ${summary}`);
  const open = pages[0].locator('tr', { hasText: '切换引擎' }).filter({ hasText: '表决中' });
  must((await open.count()) === 0, 'a proposal of the change still asks for votes');
  step('no proposal of the change asks for votes any more');
} catch (cause) {
  faults.push(String(cause.stack ?? cause));
}
if (given.picture)
  for (const [i, context] of browser.contexts().entries())
    await context.pages()[0]?.screenshot({ path: `${given.picture}-${i}.png`, fullPage: true });
await browser.close();
for (const fault of faults) console.log(fault);
console.log(faults.length === 0 ? 'all steps done' : `${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
