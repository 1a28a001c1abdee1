/** The rules of a pack as a form edits them; the text stays the truth. */
export interface EditedRule {
  id: string;
  zh: string;
  en: string;
  article: string;
  condition: string;
  severity: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The rules of a checked pack. */
export function ruleFields(pack: Record<string, unknown> | null): EditedRule[] {
  const rules = Array.isArray(pack?.rules) ? (pack.rules as Record<string, unknown>[]) : [];
  return rules.map((rule) => {
    const sentence = (rule.sentence ?? {}) as Record<string, unknown>;
    return {
      id: text(rule.id),
      zh: text(sentence.zh),
      en: text(sentence.en),
      article: text(rule.article),
      condition: text(rule.condition),
      severity: text(rule.severity),
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
