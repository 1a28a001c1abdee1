import { type Locale, locale } from '../i18n';

/** English names of the laws, as the glossary has them; the longer name of two that begin alike comes first. */
const LAWS: [string, string][] = [
  ['民法典', 'Civil Code'],
  ['不动产登记暂行条例实施细则', 'Implementing Rules of the Real Estate Registration Regulation'],
  ['不动产登记暂行条例', 'Real Estate Registration Regulation'],
  ['实施细则', 'Implementing Rules'],
  ['城市房地产管理法', 'Urban Real Estate Administration Law'],
  ['契税法', 'Deed Tax Law'],
  ['最高人民法院 查封规定', 'Supreme People’s Court, Provisions on Seizure'],
  ['查封规定', 'Provisions on Seizure'],
  ['民事诉讼法司法解释', 'Interpretation of the Civil Procedure Law'],
  ['民事诉讼法解释', 'Interpretation of the Civil Procedure Law'],
  ['民诉法解释', 'Interpretation of the Civil Procedure Law'],
  ['担保制度解释', 'Interpretation on Security'],
  ['国办发', 'General Office of the State Council'],
  ['财税', 'Finance and Taxation'],
  ['发改价格规', 'Development and Reform, Prices'],
];

function english(reference: string): string {
  const [law, name] = LAWS.find(([zh]) => reference.startsWith(zh)) ?? ['', ''];
  if (law === '') return reference;
  const numbers = reference
    .slice(law.length)
    .trim()
    .replace(/第([\d()–-]+)条/g, '$1')
    .replace(/〔(\d+)〕(\d+)号/g, '[$1] No. $2')
    .replace(/、\s*/g, ', ');
  return `${name} ${numbers}`.trim();
}

/** An article, or several, in the language, else that of the page; a law without an English name keeps its own. */
export function articleName(article: string | null | undefined, language: Locale = locale.value): string {
  if (!article || language === 'zh') return article ?? '';
  return article.split('；').map(english).join('; ');
}
