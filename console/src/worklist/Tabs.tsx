import { useTranslation } from 'react-i18next';
import { TABS, type Tab } from './tabs.ts';

/** The piles of a worklist. They are links of one page in all but the address, so they are told as such: a navigation. */
export function Tabs({
  chosen,
  choose,
  count,
  more,
}: {
  chosen: Tab;
  choose: (tab: Tab) => void;
  count: number | undefined;
  more: boolean;
}) {
  const { t } = useTranslation();
  return (
    <nav className="tabs" aria-label={t('list.piles')}>
      {TABS.map((tab) => (
        <button
          key={tab}
          type="button"
          className="tab"
          aria-current={tab === chosen ? 'true' : undefined}
          onClick={() => choose(tab)}
        >
          {t(`tab.${tab}`)}
          {tab === chosen && count !== undefined ? (
            <span className="tab-count">
              {count}
              {more ? '+' : ''}
            </span>
          ) : null}
        </button>
      ))}
    </nav>
  );
}
