/* Asks a node for the history of every message of a list and fails unless each is there exactly once.
   Usage: node once.mjs LIST DATA */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [list, data] = process.argv.slice(2);
const ids = readFileSync(list, 'utf8').trim().split('\n');
const address = readFileSync(join(data, 'address'), 'utf8').trim();
const headers = { Authorization: `Bearer ${readFileSync(join(data, 'admin-token'), 'utf8').trim()}` };
const wrong = [];

async function check() {
  for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
    const answer = await fetch(`${address}/api/v1/records/history?key=message/${id}`, { headers });
    const found = answer.ok ? (await answer.json()).items.length : answer.status;
    if (found !== 1) wrong.push(`${id}: ${found}`);
  }
}
const asked = ids.length;
await Promise.all(Array.from({ length: 16 }, check));
console.log(`${asked} asked for, ${wrong.length} not there once`);
if (wrong.length > 0) {
  console.log(wrong.slice(0, 20).join('\n'));
  process.exit(1);
}
