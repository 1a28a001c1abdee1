import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crc32, zipOf } from '../src/format/zip';

const file = (name: string, text: string) => ({
  name,
  arrayBuffer: async () => new TextEncoder().encode(text).buffer as ArrayBuffer,
});

describe('an archive made in the browser', () => {
  it('has the check sum of the published vector', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });

  it('is read by another program, names and contents equal', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zip-'));
    const path = join(folder, 'a.zip');
    writeFileSync(
      path,
      new Uint8Array(
        await (
          await zipOf([file('Biz1.xml', '<Message/>'), file('报文.xml', '甲'), file('Biz1.xml', 'twice')])
        ).arrayBuffer(),
      ),
    );
    const script =
      'import sys,zipfile,json\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint(json.dumps({n:z.read(n).decode() for n in z.namelist()}))';
    const read = JSON.parse(execFileSync('python3', ['-c', script, path], { encoding: 'utf8' })) as Record<
      string,
      string
    >;
    rmSync(folder, { recursive: true });
    expect(read).toEqual({ 'Biz1.xml': '<Message/>', '报文.xml': '甲', '2-Biz1.xml': 'twice' });
  });
});
