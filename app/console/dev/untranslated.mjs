/* Runs in the page: texts that look like keys, codes or gaps of the program's own, and Chinese where English has its words. */
export function untranslated({ language, names }) {
  const found = new Set();
  const data = 'script, style, pre, code, textarea, .mono, .tree, .code, .person, dd';
  const own = 'th, legend, dt, label, h1, h2, h3, button, nav a, .tag, summary, [role=tab]';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeValue.trim();
    const at = node.parentElement;
    if (text === '' || !at || at.closest(data) || at.lang || names.includes(text)) continue;
    const isCode = language === 'zh' && /^[a-z]{4,}(?:-[a-z]+)*$/.test(text);
    const isKey = /^[a-z]+[a-zA-Z]*\.[a-z][a-zA-Z.-]*$/.test(text);
    const isGap = /\{[a-zA-Z]+\}/.test(text);
    const isChinese = language === 'en' && at.matches(own) && /[\u4e00-\u9fff]/.test(text) && !/第\d+号/.test(text);
    if (isCode || isKey || isGap || isChinese) found.add(text.slice(0, 60));
  }
  return [...found];
}
