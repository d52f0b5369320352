import type { Field, Issuer, Paper } from '../../domain/papers/paper.ts';
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

const OPEN = '<span class="open"></span>';

const field = ({ label, value, lines = 1 }: Field): string =>
  value === null
    ? `<p class="dotted">${escaped(label)}: ${OPEN}</p>${`<p class="dotted">${OPEN}</p>`.repeat(lines - 1)}`
    : `<p>${escaped(label)}: ${broken(value)}</p>`;

const signer = ({ who, how, copies = [] }: Paper['signers'][number]): string =>
  copies.length > 0
    ? `<p class="copies"><b><i>${escaped(who)}</i></b><br>${copies.map(escaped).join('<br>')}</p>`
    : `<p><b>${escaped(who)}</b><br><i>${escaped(how)}</i></p>`;

const [STATE, WORDS] = MOTTO;
const motto = `<p class="motto">${escaped(STATE)}<br><u>${escaped(WORDS)}</u></p>`;

const head = ({ above, name, number }: Issuer, place: string): string => `<div class="head">
<div><p>${escaped(above.toLocaleUpperCase('vi'))}<br>${name === '' ? OPEN : `<b>${escaped(name.toLocaleUpperCase('vi'))}</b>`}</p><p class="number">Số: ${number === null ? OPEN : escaped(number)}</p></div>
<div>${motto}<p class="place">${escaped(place)}</p></div>
</div>`;

// The console shows the same page with the same rules (console/src/request/paper.css).
const STYLE = `@page{size:A4;margin:20mm 20mm 20mm 30mm}body{font:13pt/1.4 "Times New Roman",Tinos,"Liberation Serif",serif;max-width:160mm;margin:auto}
h1{font-size:14pt;text-align:center;margin:12pt 0 6pt}p{margin:0 0 6pt}.about,.motto{text-align:center;font-weight:bold}.form{text-align:right;font-style:italic}.place{text-align:center;font-style:italic}body>.place{text-align:right}
.head{display:grid;grid-template-columns:38fr 62fr;gap:4mm;text-align:center;font-size:12pt}.dotted,.number{display:flex;gap:1mm}.number{justify-content:center}
.open{flex:1;min-width:20mm;border-bottom:1px dotted #000;min-height:1.2em}.number .open{flex:none}footer{display:flex;break-inside:avoid;margin-top:8mm}footer p{flex:1;text-align:center;min-height:30mm}footer p.copies{text-align:left;font-size:11pt}.motto{white-space:nowrap}`;

/** A paper as a page to print: no script, nothing loaded. */
export const print = ({
  form,
  title,
  about,
  issuer,
  to,
  fields,
  closing,
  place,
  signers,
}: Paper): string => `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLE}</style></head><body>
${form === null ? '' : `<p class="form">${escaped(form)}</p>`}
${issuer === null ? `${motto}<p class="place">${escaped(place)}</p>` : head(issuer, place)}
<h1>${escaped(title)}</h1>
${about === null ? '' : `<p class="about">${escaped(about)}</p>`}
${to === '' ? `<p class="dotted">Kính gửi: ${OPEN}</p>` : `<p>Kính gửi: ${escaped(to)}</p>`}
${fields.map(field).join('\n')}
${closing.map((text) => `<p>${broken(text)}</p>`).join('\n')}
<footer>${signers.map(signer).join('')}</footer>
</body></html>
`;
