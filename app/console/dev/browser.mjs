/* What the browser scripts share: the browser, the arguments, signing in, and the faults that no page may have. */
import { chromium } from 'playwright-core';

export function options() {
  const values = {};
  for (let i = 2; i < process.argv.length; i += 1) {
    const match = /^--([a-z-]+)$/.exec(process.argv[i]);
    if (match)
      values[match[1]] =
        process.argv[i + 1]?.startsWith('--') || process.argv[i + 1] === undefined ? 'true' : process.argv[++i];
  }
  if (!values.url) {
    console.error('usage: --url http://127.0.0.1:PORT [--name NAME --password PASSWORD] [--setup SECRET] [--out DIR]');
    process.exit(2);
  }
  return values;
}

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Collects breaches of the policy, errors of the page and requests to other places. */
export function watch(page, url, faults) {
  const origin = new URL(url).origin;
  page.on('console', (message) => {
    const text = message.text();
    if (/Content Security Policy|TrustedHTML|TrustedScript/i.test(text)) faults.push(`policy: ${text}`);
    else if (message.type() === 'error' && !/status of (401|403|404|409)/.test(text)) faults.push(`console: ${text}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.stack ?? error}`));
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin)
      faults.push(`foreign request: ${request.url()}`);
  });
}

/** Signs in; with a setup secret the first administrator is made. */
export async function signIn(page, url, { name = 'admin', password = 'a long test password', setup } = {}) {
  if (setup) {
    const made = await page.request.post(`${url}/api/v1/setup/${setup}`, {
      data: { name, password },
      headers: { 'X-TitleChain-Request': '1' },
    });
    if (!made.ok()) throw new Error(`setup: ${made.status()} ${await made.text()}`);
  }
  await page.goto(`${url}/sign-in`);
  await page.fill('input[name=name]', name);
  await page.fill('input[name=password]', password);
  await page.click('button[type=submit]');
  await page.waitForURL((u) => u.pathname === '/');
}

/** The page of the members in a window of its own, with an administrator signed in. */
export async function membersPage(browser, url, { name, password }, faults) {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 900 }, locale: 'zh-CN' })).newPage();
  page.setDefaultTimeout(60_000);
  watch(page, url, faults);
  await signIn(page, url, { name, password });
  await page.goto(`${url}/system/members`, { waitUntil: 'networkidle' });
  return page;
}

/** Says what was seen. */
export function step(text) {
  console.log(`· ${text}`);
}

/** Ends the walk with the text unless it holds. */
export function must(holds, text) {
  if (!holds) throw new Error(text);
}
