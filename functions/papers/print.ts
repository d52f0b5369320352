import type { Field, Paper } from '../../domain/papers/paper.ts';
import { clean, MOTTO } from './clean.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => clean(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
const broken = (text: string): string => escaped(text).replaceAll('\n', '<br>');

const field = ({ label, value, lines = 1 }: Field): string =>
  value === null
    ? `<p>${escaped(label)}: <span class="open"></span></p>${'<p class="open"></p>'.repeat(lines - 1)}`
    : `<p>${escaped(label)}: ${broken(value)}</p>`;

const STYLE = `@page{size:A4;margin:20mm 20mm 20mm 30mm}body{font:13pt/1.4 "Times New Roman",serif;max-width:160mm;margin:auto}
h1{font-size:14pt;text-align:center}header,.motto{text-align:center;font-weight:bold}.form,.place{text-align:right}
p{margin:0 0 6pt}p.open,span.open{border-bottom:1px dotted #000}p.open{height:1.4em}span.open{display:inline-block;min-width:90mm}
footer{display:flex;justify-content:space-between;min-height:30mm;margin-top:10mm}`;

/** A paper as a page to print: no script, nothing loaded. */
export const print = (paper: Paper): string =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${escaped(paper.title)}</title><style>${STYLE}</style></head><body>
<p class="form">${escaped(paper.form)}</p>
${paper.issuer === null ? '' : `<p><b>${paper.issuer === '' ? '<span class="open"></span>' : escaped(paper.issuer)}</b></p>`}
<p class="motto">${MOTTO.map(escaped).join('<br>')}</p>
<p class="place">${escaped(paper.place)}</p>
<h1>${broken(paper.title)}</h1>
<p>Kính gửi: ${paper.to === '' ? '<span class="open"></span>' : escaped(paper.to)}</p>
${paper.fields.map(field).join('\n')}
${paper.closing.map((text) => `<p>${broken(text)}</p>`).join('\n')}
<footer>${paper.signers.map((signer) => `<p>${escaped(signer)}</p>`).join('')}</footer>
</body></html>
`;
