/** An archive of files as they are (stored, not compressed): the node takes one archive, people drop folders. */

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

export function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = TABLE[(c ^ byte) & 0xff]! ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

const UTF8_NAMES = 0x0800;

function record(
  signature: number,
  shorts: [offset: number, value: number][],
  longs: [offset: number, value: number][],
  size: number,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature, true);
  for (const [at, value] of shorts) view.setUint16(at, value, true);
  for (const [at, value] of longs) view.setUint32(at, value, true);
  return bytes;
}

/** The limits of the plain format: 65,535 files and 4 GiB. Names that occur twice get a number. */
export async function zipOf(files: { name: string; arrayBuffer(): Promise<ArrayBuffer> }[]): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  const taken = new Set<string>();
  let offset = 0;
  for (const file of files) {
    let name = file.name;
    for (let n = 2; taken.has(name); n += 1) name = `${n}-${file.name}`;
    taken.add(name);
    const label = new TextEncoder().encode(name);
    const content = new Uint8Array(await file.arrayBuffer());
    const crc = crc32(content);
    // 1980-01-01 as the time of every file: the archive depends on its content alone.
    const head = record(
      0x04034b50,
      [
        [4, 20],
        [6, UTF8_NAMES],
        [12, 0x21],
        [26, label.length],
      ],
      [
        [14, crc],
        [18, content.length],
        [22, content.length],
      ],
      30,
    );
    parts.push(head, label, content);
    directory.push(
      record(
        0x02014b50,
        [
          [4, 20],
          [6, 20],
          [8, UTF8_NAMES],
          [14, 0x21],
          [28, label.length],
        ],
        [
          [16, crc],
          [20, content.length],
          [24, content.length],
          [42, offset],
        ],
        46,
      ),
      label,
    );
    offset += head.length + label.length + content.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = record(
    0x06054b50,
    [
      [8, files.length],
      [10, files.length],
    ],
    [
      [12, size],
      [16, offset],
    ],
    22,
  );
  return new Blob([...parts, ...directory, end], { type: 'application/zip' });
}
