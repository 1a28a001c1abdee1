/* A member is admitted from its card by the administrators of the others, each in his console, at the same moment.
   --url holds the addresses of the members' nodes, by commas; --card is the file; --printed what the command printed to compare. */
import { readFile } from 'node:fs/promises';
import { launch, membersPage, must, options, step } from './browser.mjs';

const given = options();
const faults = [];
const browser = await launch();
const card = await readFile(given.card, 'utf8');

/** A member's administrator with the card in the dialog. */
async function administrator(url) {
  const page = await membersPage(browser, url, given, faults);
  await page.getByRole('button', { name: '接纳新成员' }).click();
  return { page, dialog: page.locator('.el-dialog:visible') };
}
const vote = (dialog) => dialog.getByRole('button', { name: '提案并投赞成票' });

try {
  const people = [];
  for (const url of given.url.split(',')) people.push(await administrator(url));
  const [{ dialog }] = people;
  await dialog.locator('textarea').fill(card.replace('"audit"', '"auditor"'));
  await dialog.getByText('MEMBER_CARD_WRONG').waitFor();
  must(await vote(dialog).isDisabled(), 'an altered card can be admitted');
  await dialog.locator('textarea').fill(card.replace('"suite" : "gm"', '"suite" : "international"'));
  await dialog.getByText('MEMBER_SUITE_DIFFERS').waitFor();
  step('a card that was altered, and one of another suite, are refused in words');
  for (const person of people) {
    await person.dialog.locator('input[type=file]').setInputFiles(given.card);
    const shown = await person.dialog.locator('[data-fingerprint]').innerText();
    must(shown === given.printed, `to compare: ${shown}, not ${given.printed}`);
    await person.dialog.locator('.steps li').nth(5).waitFor();
  }
  step(`the card is shown with what the command printed to compare: ${given.printed}`);
  await Promise.all(people.map((person) => vote(person.dialog).click()));
  for (const person of people) await person.dialog.locator('.steps li[data-done=true]').nth(5).waitFor();
  step('membership and the rights of five keys are agreed by all members at once');
  await Promise.all(people.map((person) => vote(person.dialog).click()));
  for (const person of people) await person.dialog.getByText('请把邀请交给对方').waitFor();
  step('the chain knows where its node is; the vote waits until it follows');
} catch (cause) {
  faults.push(String(cause.stack ?? cause));
}
if (given.picture)
  for (const [i, context] of browser.contexts().entries())
    await context.pages()[0]?.screenshot({ path: `${given.picture}-${i}.png` });
await browser.close();
for (const fault of faults) console.log(fault);
console.log(faults.length === 0 ? 'all steps done' : `${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
