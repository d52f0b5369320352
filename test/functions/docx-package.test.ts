import { posix } from 'node:path';
import { DOMParser, type Element } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { directory } from '../../adapters/directory.ts';
import { PAPERS, paper } from '../../domain/papers/paper.ts';
import { docx } from '../../functions/papers/docx.ts';
import { aRequest } from '../domain/request/a-request.ts';

/** Order of the members that a word processor insists on (ECMA-376 Part 1, wml.xsd: CT_PPr, CT_RPr, CT_TblPr …). */
const ORDER: Readonly<Record<string, string>> = {
  'w:pPr':
    'pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens spacing ind contextualSpacing mirrorIndents jc textDirection textAlignment outlineLvl rPr sectPr pPrChange',
  'w:rPr':
    'rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof vanish color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang',
  'w:tbl': 'tblPr tblGrid tr',
  'w:tblPr':
    'tblStyle tblpPr bidiVisual tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook',
  'w:tblBorders': 'top left bottom right insideH insideV',
  'w:tr': 'tblPrEx trPr tc',
  'w:tc': 'tcPr p',
  'w:tcPr': 'cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign',
  'w:tcBorders': 'top left bottom right insideH insideV',
  'w:sectPr':
    'headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols docGrid',
};

const childrenOf = (element: Element): Element[] =>
  [...element.childNodes].filter((node): node is Element => node.nodeType === node.ELEMENT_NODE);

function parsed(files: Record<string, Uint8Array>, name: string) {
  const faults: unknown[] = [];
  const parser = new DOMParser({ onError: (_, message) => faults.push(message) });
  const document = parser.parseFromString(strFromU8(files[name] ?? new Uint8Array()), 'text/xml');
  expect(faults, name).toEqual([]);
  return document;
}

it.each(PAPERS)(
  '%s: every part is declared and there, and every member stands where the schema has it',
  async (kind) => {
    const files = unzipSync(
      await docx(paper(kind, { request: aRequest(), timeline: [], directory, now: 0 })),
    );
    const parts = Object.keys(files).filter((name) => !name.endsWith('/'));

    const types = parsed(files, '[Content_Types].xml');
    const declared = (tag: string, attribute: string) =>
      [...types.getElementsByTagName(tag)].map((one) => one.getAttribute(attribute) ?? '');
    const extensions = declared('Default', 'Extension');
    const overrides = declared('Override', 'PartName').map((name) => name.slice(1));
    for (const part of parts.filter((name) => name !== '[Content_Types].xml'))
      expect(overrides.includes(part) || extensions.includes(part.split('.').at(-1) ?? ''), part).toBe(true);
    expect(overrides.filter((name) => !parts.includes(name))).toEqual([]);

    for (const part of parts.filter((name) => name.endsWith('.rels'))) {
      const source = posix.dirname(posix.dirname(part));
      const related = [...parsed(files, part).getElementsByTagName('Relationship')];
      const ids = related.map((one) => one.getAttribute('Id'));
      expect(new Set(ids).size, part).toBe(ids.length);
      for (const one of related.filter((each) => each.getAttribute('TargetMode') !== 'External')) {
        const target = one.getAttribute('Target') ?? '';
        const path = target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(source, target));
        expect(parts, `${part} → ${target}`).toContain(path);
      }
    }

    const document = parsed(files, 'word/document.xml');
    for (const [name, order] of Object.entries(ORDER)) {
      const places = order.split(' ');
      for (const element of document.getElementsByTagName(name)) {
        const at = childrenOf(element).map(({ nodeName }) => places.indexOf(nodeName.slice('w:'.length)));
        expect(at, name).not.toContain(-1);
        expect(at, name).toEqual([...at].sort((a, b) => a - b));
      }
    }
    // A cell ends with a paragraph, and so does the body before its section.
    const [body] = document.getElementsByTagName('w:body');
    expect(
      body &&
        childrenOf(body)
          .slice(-2)
          .map(({ nodeName }) => nodeName),
    ).toEqual(['w:p', 'w:sectPr']);
    for (const cell of document.getElementsByTagName('w:tc'))
      expect(childrenOf(cell).at(-1)?.nodeName).toBe('w:p');
    const styles = strFromU8(files['word/styles.xml'] ?? new Uint8Array());
    expect(styles).toContain('vi-VN');
    expect(styles).toContain('Times New Roman');
  },
);
