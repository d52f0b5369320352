import { Icon } from '../app/icons.tsx';
import type { ActsOn } from './useActs.ts';

/** What went wrong with the last try, inside the dialog that tried. */
export function Problem({ acts }: { acts: ActsOn }) {
  if (acts.notice === null || acts.notice.tone === 'good') return null;
  return (
    <div className={`notice ${acts.notice.tone}`} role="alert">
      <Icon name="warning" />
      <p>{acts.notice.text}</p>
    </div>
  );
}
