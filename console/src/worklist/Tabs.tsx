import { useTranslation } from 'react-i18next';
import { Icon } from '../app/icons.tsx';
import { TABS, type Tab } from './tabs.ts';

export type Counts = Readonly<Record<Exclude<Tab, 'all'> | 'urgent', number>>;

/** Each is counted up to this, and no further. */
const MOST = 1_000;

/** The piles of a worklist, each with how much is in it. */
export function Tabs({
  chosen,
  choose,
  counts,
}: {
  chosen: Tab;
  choose: (tab: Tab) => void;
  counts: Counts | undefined;
}) {
  const { t } = useTranslation();
  return (
    <nav className="tabs" aria-label={t('list.piles')}>
      {TABS.map((tab) => {
        const count = tab === 'all' ? undefined : counts?.[tab];
        const late = tab === 'overdue' && count !== undefined && count > 0;
        return (
          <button
            key={tab}
            type="button"
            className="tab"
            aria-current={tab === chosen ? 'true' : undefined}
            onClick={() => choose(tab)}
          >
            {late ? <Icon name="warning" size={16} /> : null}
            {t(`tab.${tab}`)}
            {count === undefined ? null : (
              <span className={late ? 'tab-count late' : 'tab-count'}>
                {count >= MOST ? `${MOST}+` : count}
              </span>
            )}
          </button>
        );
      })}
    </nav>
  );
}
