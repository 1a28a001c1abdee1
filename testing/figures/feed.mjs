/* Posts the messages of a folder to the node of a data folder at a steady rate, each again and again until it is
   acknowledged, whatever becomes of the node meanwhile. Ends when the file `stop` is there or the messages are used up;
   prints one line of JSON. Usage: node feed.mjs MESSAGES DATA OUT RATE */
import { appendFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const [folder, data, out, rate] = process.argv.slice(2);
const MOST_UNDER_WAY = 256;
const files = readdirSync(folder).filter((name) => name.startsWith('Biz')).sort();
const stopped = () => existsSync(join(out, 'stop'));
const began = performance.now();
let underWay = 0;
let acknowledged = 0;
let longestWait = 0;
let longestPause = 0;
let last = began;

/** One try; the identifier when the message is acknowledged, null when the same must be sent again. */
async function post(body) {
  try {
    const answer = await fetch(readFileSync(join(data, 'address'), 'utf8').trim() + '/api/v1/access-messages', {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${readFileSync(join(data, 'admin-token'), 'utf8').trim()}`,
        'Content-Type': 'application/xml',
      },
      body,
      signal: AbortSignal.timeout(90_000),
    });
    const text = await answer.text();
    if (answer.ok) return JSON.parse(text).messageId;
    if (answer.status < 500 && answer.status !== 429)
      appendFileSync(join(out, 'refused'), `${answer.status} ${text.slice(0, 200)}\n`);
  } catch {
    // The node is away, or its line broke: the same message again.
  }
  return null;
}

async function deliver(name) {
  const body = readFileSync(join(folder, name));
  const asked = performance.now();
  underWay += 1;
  try {
    for (let id = null; id === null; ) {
      id = await post(body);
      if (id === null) await pause(50);
      else {
        const now = performance.now();
        longestWait = Math.max(longestWait, now - asked);
        longestPause = Math.max(longestPause, now - last);
        last = now;
        acknowledged += 1;
        appendFileSync(join(out, 'acknowledged'), id + '\n');
      }
    }
  } finally {
    underWay -= 1;
  }
}

const deliveries = [];
for (let i = 0; i < files.length && !stopped(); i += 1) {
  const due = began + (i * 1000) / Number(rate);
  while (underWay >= MOST_UNDER_WAY || performance.now() < due) await pause(1);
  deliveries.push(deliver(files[i]));
}
await Promise.all(deliveries);
const seconds = (performance.now() - began) / 1000;
console.log(
  JSON.stringify({
    acknowledged,
    perSecond: Math.round(acknowledged / seconds),
    longestWaitSeconds: Number((longestWait / 1000).toFixed(2)),
    longestPauseSeconds: Number((longestPause / 1000).toFixed(2)),
  }),
);
