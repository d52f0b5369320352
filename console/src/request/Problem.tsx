import { useState } from 'react';
import { Failure } from '../app/Failure.tsx';
import type { ActsOn } from './useActs.ts';

/** What went wrong with the last try, inside the dialog that tried; what failed before it was opened is not its own. */
export function Problem({ acts }: { acts: ActsOn }) {
  const [before] = useState(acts.notice);
  if (acts.notice === null || acts.notice === before || acts.notice.tone === 'good') return null;
  return <Failure text={acts.notice.text} tone={acts.notice.tone} />;
}
