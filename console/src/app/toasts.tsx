import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icons.tsx';

export type Tone = 'good' | 'care' | 'danger';

interface Toast {
  readonly id: number;
  readonly tone: Tone;
  readonly text: string;
  readonly action: { readonly words: string; readonly run: () => void } | undefined;
}

type Tell = (tone: Tone, text: string, action?: Toast['action']) => void;

const TellContext = createContext<Tell>(() => undefined);

/** Says something in passing, at the foot of the page and to screen readers. */
export const useTell = (): Tell => useContext(TellContext);

/** Good news goes by itself; what wants care stays until it is put away. */
const GOOD_NEWS_MS = 6_000;

export function Toasts({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const drop = useCallback((id: number) => setToasts((now) => now.filter((one) => one.id !== id)), []);
  const tell = useCallback<Tell>(
    (tone, text, action) => {
      const id = performance.now();
      setToasts((now) => [...now.filter((one) => one.text !== text).slice(-2), { id, tone, text, action }]);
      if (tone === 'good') setTimeout(() => drop(id), GOOD_NEWS_MS);
    },
    [drop],
  );
  const provided = useMemo(() => tell, [tell]);
  return (
    <TellContext value={provided}>
      {children}
      <section className="toasts no-print" aria-label={t('toasts.name')} aria-live="polite">
        {toasts.map(({ id, tone, text, action }) => (
          <div key={id} className={`notice ${tone}`}>
            <Icon name={tone === 'good' ? 'check' : 'warning'} />
            <p className="toast-text">{text}</p>
            {action ? (
              <button
                type="button"
                className="plain-button"
                onClick={() => {
                  action.run();
                  drop(id);
                }}
              >
                {action.words}
              </button>
            ) : null}
            <button
              type="button"
              className="icon-button"
              aria-label={t('toasts.dismiss')}
              onClick={() => drop(id)}
            >
              <Icon name="close" size={16} />
            </button>
          </div>
        ))}
      </section>
    </TellContext>
  );
}
