/* The people of the demonstration's office in the browser, each in a window of his own, and the acts that they all do. */
import { signIn, watch } from './browser.mjs';

/** Reads who there is and their password from the file that the demonstration wrote. */
export function peopleOf(text) {
  const password = /password: (\S+)/.exec(text)?.[1];
  const names = [...text.matchAll(/^ {2}(\w+) {2}/gm)].map((m) => m[1]).filter((name) => name !== 'password');
  return { names, password };
}

export class Person {
  /** Signs somebody in, in a window of his own. */
  static async enter(browser, url, name, password, faults, setup) {
    const context = await browser.newContext({
      viewport: { width: 1366, height: 900 },
      locale: 'zh-CN',
      acceptDownloads: true,
    });
    await context.addInitScript(() => localStorage.setItem('titlechain.first-steps', 'seen'));
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    watch(page, url, faults);
    await signIn(page, url, { name, password, setup });
    return new Person(page, url, name);
  }

  constructor(page, url, name) {
    Object.assign(this, { page, url, name });
  }

  async get(path) {
    return (await this.page.request.get(`${this.url}/api/v1${path}`)).json();
  }

  /** What the node answers to a call, a refusal too. */
  async post(path, data) {
    const answer = await this.page.request.post(`${this.url}/api/v1${path}`, {
      data,
      headers: { 'X-TitleChain-Request': '1' },
    });
    return { status: answer.status(), ...(await answer.json()) };
  }

  async open(path) {
    await this.page.goto(this.url + path, { waitUntil: 'networkidle' });
  }

  /** Chooses from a list by what stands in it; `typed` narrows it first. */
  async choose(select, text, typed) {
    await select.click();
    if (typed) await select.locator('input').fill(typed);
    await this.page.locator('.el-select-dropdown__item:visible', { hasText: text }).first().click();
  }

  /** One step of a case on its page: the button, what it asks for, the signature. Gives the words of a refusal. */
  async step(path, title, { files = [] } = {}) {
    await this.open(path);
    await this.page.locator('.acts').getByRole('button', { name: title, exact: true }).click();
    const dialog = this.page.locator('.el-dialog:visible');
    await dialog.locator('.summary').waitFor();
    for (const [i, name] of files.entries())
      await dialog
        .locator('input[type=file]')
        .nth(i)
        .setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(`invented ${name}`) });
    await dialog.locator('button[type=submit]').click();
    const refused = dialog.locator('[role=alert]');
    await Promise.race([dialog.waitFor({ state: 'hidden' }), refused.waitFor()]);
    return (await refused.count()) > 0 ? refused.innerText() : null;
  }
}
