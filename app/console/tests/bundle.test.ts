import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What a browser is given, measured on a fresh build. */
process.env.NODE_ENV = 'production';
const folder = mkdtempSync(join(tmpdir(), 'console-'));
type Chunk = { file: string; imports?: string[]; isEntry?: boolean };
let manifest: Record<string, Chunk>;

beforeAll(async () => {
  await build({ logLevel: 'error', mode: 'production', build: { outDir: folder, emptyOutDir: true } });
  await build({
    logLevel: 'error',
    mode: 'production',
    configFile: 'vite.verify.config.ts',
    build: { outDir: folder, emptyOutDir: false },
  });
  manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function needed(names: string[], seen = new Set<string>()): Set<string> {
  for (const name of names) {
    const chunk = manifest[name]!;
    if (seen.has(chunk.file)) continue;
    seen.add(chunk.file);
    needed(chunk.imports ?? [], seen);
  }
  return seen;
}
const gzipped = (files: Iterable<string>) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);

describe('the built console', { timeout: 60_000 }, () => {
  it('asks for at most 300 kB of compressed script for the first page', () => {
    for (const first of ['src/pages/SignInPage.vue', 'src/pages/HomePage.vue', 'src/pages/UnitsPage.vue']) {
      const size = gzipped(needed(['index.html', first]));
      expect(size, first).toBeGreaterThan(20_000);
      expect(size, first).toBeLessThan(300_000);
    }
  });

  it('holds nothing that the policy of the pages forbids', () => {
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    expect(page).not.toMatch(/<style|style=|onload=|<script(?![^>]*src=)/);
    for (const file of readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'))) {
      const script = readFileSync(join(folder, 'assets', file), 'utf8');
      expect(script, file).not.toMatch(/\beval\(|new Function\(|compileToFunction/);
    }
  });

  it('fetches from no other place', () => {
    for (const file of readdirSync(join(folder, 'assets'))) {
      const text = readFileSync(join(folder, 'assets', file), 'utf8');
      expect(text.match(/(?:src|href|url|fetch|import)\s*[=(]\s*["'`]https?:\/\/[^"'`]+/g) ?? [], file).toEqual([]);
    }
  });

  it('has the verification page as one file with a policy of its own', () => {
    expect(existsSync(join(folder, 'offline/verify.html'))).toBe(true);
    const page = readFileSync(join(folder, 'offline/verify.html'), 'utf8');
    expect(page).toMatch(/default-src 'none'; script-src 'sha256-/);
    expect(page).not.toMatch(/<script[^>]+src=|<link[^>]+href=/);
    expect(
      page.match(/https?:\/\/(?!www\.w3\.org)[^"'`\s)]+/g)?.filter((url) => /\.(js|css|png|woff2?)/.test(url)) ?? [],
    ).toEqual([]);
  });
});
