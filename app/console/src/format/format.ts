/** How values are written everywhere in the console. The register keeps Beijing time, so times are shown in it. */

const BEIJING = 8 * 3_600_000;

function pad(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}

/** `2026-11-21 09:30`, or with seconds; a dash for no time. */
export function formatTime(ms: number | null | undefined, seconds = false): string {
  if (ms === null || ms === undefined || ms <= 0) return '—';
  const d = new Date(ms + BEIJING);
  const day = `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`;
  const time = `${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}`;
  return seconds ? `${day} ${time}:${pad(d.getUTCSeconds())}` : `${day} ${time}`;
}

/** The first and the last millisecond of a Beijing day given as `2026-11-21`. */
export function dayStart(day: string): number {
  return Date.parse(`${day}T00:00:00.000Z`) - BEIJING;
}

export function dayEnd(day: string): number {
  return dayStart(day) + 86_400_000 - 1;
}

/** Times that a message carries as text (`2025-03-14T10:30:18+08:00`) are shown as written, without the seconds' tail. */
export function formatTimeText(text: string | null | undefined): string {
  if (!text) return '—';
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}))?/.exec(text);
  if (!match) return text;
  return match[2] && match[2] !== '00:00' ? `${match[1]} ${match[2]}` : match[1]!;
}

/** Thousands separated by commas. */
export function formatCount(value: number | null | undefined): string {
  if (value === null || value === undefined) return '—';
  return String(Math.trunc(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** An area in square centimetres as square metres with two digits, by whole-number arithmetic. */
export function formatArea(squareCentimetres: number | null | undefined): string {
  if (squareCentimetres === null || squareCentimetres === undefined) return '—';
  const hundredths = Math.round(squareCentimetres / 100);
  const sign = hundredths < 0 ? '-' : '';
  const absolute = Math.abs(hundredths);
  return `${sign}${formatCount(Math.floor(absolute / 100))}.${pad(absolute % 100)} ㎡`;
}

/** Money in fen as yuan, as the language writes it. */
export function formatMoney(fen: number | null | undefined, language: 'zh' | 'en'): string {
  if (fen === null || fen === undefined) return '—';
  const absolute = Math.abs(fen);
  const yuan = `${fen < 0 ? '-' : ''}${formatCount(Math.floor(absolute / 100))}.${pad(absolute % 100)}`;
  return language === 'zh' ? `${yuan} 元` : `CNY ${yuan}`;
}

/** Unit codes are read in groups 6-6-7-9, parcel codes in 6-6-7; anything else is left as it is. */
export function codeGroups(code: string): string[] {
  if (code.length === 28) return [code.slice(0, 6), code.slice(6, 12), code.slice(12, 19), code.slice(19)];
  if (code.length === 19) return [code.slice(0, 6), code.slice(6, 12), code.slice(12)];
  return [code];
}

/** The beginning and the end of a long digest. */
export function shortHex(hex: string | null | undefined, head = 8, tail = 6): string {
  if (!hex) return '—';
  return hex.length <= head + tail + 1 ? hex : `${hex.slice(0, head)}…${hex.slice(-tail)}`;
}

/** `1/2`, or `100 %` for the whole. */
export function formatShare(share: { numerator: number; denominator: number } | null | undefined): string {
  if (!share) return '—';
  return share.numerator === share.denominator ? '100 %' : `${share.numerator}/${share.denominator}`;
}

export function formatBytes(size: number | null | undefined): string {
  if (size === null || size === undefined) return '—';
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = size;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return unit === 0 ? `${value} B` : `${value.toFixed(1)} ${units[unit]}`;
}

/** A duration in seconds as `1:05:09` or `05:09`. */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return '—';
  const whole = Math.max(0, Math.round(seconds));
  const h = Math.floor(whole / 3600);
  const rest = `${pad(Math.floor((whole % 3600) / 60))}:${pad(whole % 60)}`;
  return h > 0 ? `${h}:${rest}` : rest;
}
