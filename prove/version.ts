import { execFileSync } from 'node:child_process';

/** Which code this is; a template that was made before may be of another. */
export function versionNow(): string {
  const commit = `commit ${commitNow()}`;
  return process.env.HOTLINE_ASSEMBLY === undefined ? commit : `${commit}, the template as it was given`;
}

function commitNow(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
