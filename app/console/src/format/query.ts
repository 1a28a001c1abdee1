/** What a search text most likely is; the server decides, this only says it to the person while typing. */
export type QueryKind = 'unit' | 'parcel' | 'unit-tail' | 'certificate' | 'message' | 'case' | 'digest' | 'text';

export function guessQuery(text: string): QueryKind | null {
  const plain = text.replace(/[\s　-]/g, '').toUpperCase();
  if (plain === '') return null;
  if (/^\d{12}[GJZ][A-Z]\d{5}[WFLQ]\d{8}$/.test(plain)) return 'unit';
  if (/^\d{12}[GJZ][A-Z]\d{5}$/.test(plain)) return 'parcel';
  if (/^\d{18}(_(BBXZ|CBXZ|BL))?$/.test(plain)) return 'message';
  if (/^\d{8}-\d{4,8}$/.test(text.trim())) return 'case';
  if (/不动产(权|证明)/.test(text)) return 'certificate';
  if (/^[0-9A-F]{64}$/.test(plain)) return 'digest';
  if (/^[WFLQ]?\d{4,9}$/.test(plain)) return 'unit-tail';
  return 'text';
}

/** Whether the text may be a name, the number of an identity document or a phone number. */
export function mayNamePerson(text: string): boolean {
  const plain = text.replace(/[\s　+-]/g, '').toUpperCase();
  if (/^(\d{17}[\dX]|\d{15}|[A-Z]{1,6}\d{4,18}|(86)?1\d{10})$/.test(plain)) return !/^[WFLQ]\d{4,9}$/.test(plain);
  return /^[\p{Script=Han}·]{2,30}$|^\p{L}[\p{L} .]{1,60}$/u.test(text.trim());
}

/** Whether the text may stand in an address, which browsers and proxies keep: only codes that name no person. */
export function mayStandInAddress(text: string): boolean {
  const kind = guessQuery(text);
  return kind !== null && kind !== 'text' && !mayNamePerson(text);
}
