import type { PackDifference } from '../api/contracts';

/** The rules of a pack as a form edits them; the text stays the truth. */
export interface EditedRule {
  id: string;
  zh: string;
  en: string;
  article: string;
  condition: string;
  severity: string;
  remedyZh: string;
  remedyEn: string;
  moments: string[];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The rules of a checked pack. */
export function ruleFields(pack: Record<string, unknown> | null): EditedRule[] {
  const rules = Array.isArray(pack?.rules) ? (pack.rules as Record<string, unknown>[]) : [];
  return rules.map((rule) => {
    const sentence = (rule.sentence ?? {}) as Record<string, unknown>;
    const remedy = (rule.remedy ?? {}) as Record<string, unknown>;
    return {
      id: text(rule.id),
      zh: text(sentence.zh),
      en: text(sentence.en),
      article: text(rule.article),
      condition: text(rule.condition),
      severity: text(rule.severity),
      remedyZh: text(remedy.zh),
      remedyEn: text(remedy.en),
      moments: Array.isArray(rule.moments) ? rule.moments.map(text) : [],
    };
  });
}

/** The text with one field of one rule changed; unchanged when the rule or its field is not found. */
export function setRuleField(yaml: string, rule: string, field: string, value: string): string {
  const lines = yaml.split('\n');
  const start = lines.findIndex((line, i) => line.trim() === `- id: ${rule}` && section(lines, i) === 'rules');
  if (start < 0) return yaml;
  for (let i = start + 1; i < lines.length && /^ {4,}\S/.test(lines[i] ?? ''); i++) {
    if (/^ {4}- /.test(lines[i] ?? '')) break;
    const found = /^( {4,6})(\w+):/.exec(lines[i] ?? '');
    if (found && found[2] === field) {
      lines[i] = `${found[1]}${field}: ${JSON.stringify(value)}`;
      return lines.join('\n');
    }
  }
  return yaml;
}

function section(lines: string[], at: number): string {
  for (let i = at; i >= 0; i--) {
    const found = /^(\w+):/.exec(lines[i] ?? '');
    if (found) return found[1] ?? '';
  }
  return '';
}

/** What differs between two packs, place by place; what has an id or a name is found again by it. */
export function packDifferences(before: unknown, after: unknown, place = ''): PackDifference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const old = parts(before);
  const now = parts(after);
  if (!old || !now) return [{ place, before: before ?? null, after: after ?? null }];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) =>
    packDifferences(old.get(key), now.get(key), place === '' ? key : `${place}/${key}`),
  );
}

/** The parts of a map, or of a list of named things; null for what is compared as a whole. */
function parts(value: unknown): Map<string, unknown> | null {
  if (Array.isArray(value)) {
    const named = value.map((item) => [nameOf(item), item] as const);
    return named.every(([name]) => name !== '') ? new Map(named) : null;
  }
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null;
}

function nameOf(item: unknown): string {
  const map = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>;
  return text(map.id) || text(map.name);
}
