import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const names = z.record(z.string(), z.string()).default({});
const packageShape = z.object({
  dependencies: names,
  devDependencies: names,
  optionalDependencies: names,
});
const packages = ['package.json', 'console/package.json'].map((file) =>
  packageShape.parse(JSON.parse(readFileSync(file, 'utf8'))),
);
const direct = packages.flatMap((one) =>
  Object.entries({ ...one.dependencies, ...one.devDependencies, ...one.optionalDependencies }),
);

const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        version: z.string().optional(),
        resolved: z.string().optional(),
        integrity: z.string().optional(),
        license: z.union([z.string(), z.unknown()]).optional(),
        link: z.boolean().optional(),
        inBundle: z.boolean().optional(),
        hasInstallScript: z.boolean().optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8'))).packages;
const foreign = Object.entries(lock).filter(([path, { link }]) => path.includes('node_modules/') && !link);

describe('what we depend on', () => {
  it('is pinned to exact versions', () => {
    expect(direct.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('has a reason each in docs/dependencies.md, and no reason is left of what is gone', () => {
    const listed = [
      ...readFileSync('docs/dependencies.md', 'utf8').matchAll(/^\| `([^`]+)` +\| +(.{10,}?) +\|$/gm),
    ].map(([, name = '']) => name);
    expect(listed.toSorted()).toEqual([...new Set(direct.map(([name]) => name))].toSorted());
  });

  it('comes from the registry, with a checksum', () => {
    const strange = foreign.filter(
      ([path, { resolved, integrity, inBundle }]) =>
        // What lies inside another package is under that one's checksum; what is for other machines is not installed.
        (integrity === undefined && !inBundle && existsSync(path)) ||
        (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
    );
    expect(strange.map(([path]) => path)).toEqual([]);
  });

  it('is under a licence that lets us use it', () => {
    const allowed =
      /^(MIT|MIT-0|ISC|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD|CC0-1\.0|CC-BY-4\.0|CC-BY-3\.0|Unlicense|BlueOak-1\.0\.0|Python-2\.0|Zlib|MPL-2\.0|WTFPL)$/;
    const fits = (licence: string): boolean =>
      licence
        .replace(/[()]/g, '')
        .split(' OR ')
        .some((choice) => choice.split(' AND ').every((one) => allowed.test(one.trim())));
    const others = foreign
      .map(([path, { license }]) => [path, typeof license === 'string' ? license : licenceIn(path)] as const)
      .filter(([path, licence]) => !fits(licence) && (licence !== 'unknown' || existsSync(path)));
    expect(others).toEqual([]);
  });

  it('installs without running anybody’s scripts', () => {
    // They exist, but nothing here needs them: CI and the README's commands work with --ignore-scripts.
    const scripts = foreign
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.split('node_modules/').at(-1));
    expect([...new Set(scripts)].toSorted()).toEqual(SCRIPTED);
    expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
  });
});

/** Packages with an install script that is never run: optional native parts come ready as packages of their own. */
const SCRIPTED: string[] = ['core-js', 'esbuild', 'lmdb', 'msgpackr-extract'];

/** Whose licence stands in its Readme only. */
const BY_HAND: Readonly<Record<string, string>> = { 'node_modules/only': 'MIT' };

function licenceIn(path: string): string {
  if (BY_HAND[path] !== undefined) return BY_HAND[path];
  const file = `${path}/package.json`;
  if (!existsSync(file)) return 'unknown';
  const { license, licenses } = z
    .looseObject({ license: z.unknown(), licenses: z.unknown() })
    .parse({ license: undefined, licenses: undefined, ...JSON.parse(readFileSync(file, 'utf8')) });
  return typeof license === 'string' ? license : JSON.stringify(license ?? licenses ?? 'unknown');
}

describe('the repository holds no secret', () => {
  const SIGNS: readonly [string, RegExp][] = [
    ['an AWS access key id', /\b(AKIA|ASIA)[0-9A-Z]{16}\b/],
    ['a private key', /-----BEGIN (?:RSA |EC |OPENSSH |)PRIVATE KEY-----\n/],
    ['a Twilio account with its token', /\bAC(?!(.)\1{31})[0-9a-f]{32}\b.{0,80}\b[0-9a-f]{32}\b/],
    ['a token of GitHub', /\bgh[pousr]_[A-Za-z0-9]{36}\b/],
    ['a token of npm', /\bnpm_[A-Za-z0-9]{36}\b/],
    ['a token of Slack', /\bxox[abprs]-[A-Za-z0-9-]{20,}/],
    ['a signed token', /\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}/],
  ];
  const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8', maxBuffer: 1e8 })
    .split('\0')
    .filter((file) => file !== '' && existsSync(file));

  it.each(SIGNS)('nothing looks like %s', (_, sign) => {
    const found = files.filter(
      (file) => !/\.(png|woff2|docx|mp3)$/.test(file) && sign.test(readFileSync(file, 'utf8')),
    );
    expect(found).toEqual([]);
  });

  it('and would be found', () => {
    const examples = [`AKIA${'A'.repeat(16)}`, `ghp_${'a'.repeat(36)}`, `npm_${'a'.repeat(36)}`];
    for (const example of examples) expect(SIGNS.some(([, sign]) => sign.test(example))).toBe(true);
  });
});
