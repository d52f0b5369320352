import { Failure } from '../app/Failure.tsx';
import type { ActsOn } from './useActs.ts';

/** What went wrong with the last try, inside the dialog that tried. */
export function Problem({ acts }: { acts: ActsOn }) {
  if (acts.notice === null || acts.notice.tone === 'good') return null;
  return <Failure text={acts.notice.text} tone={acts.notice.tone} />;
}
