import { useTranslation } from 'react-i18next';
import type { Entry } from '../api/types.ts';
import { Icon } from '../app/icons.tsx';
import { Bubble } from './Bubble.tsx';

export type Sent = NonNullable<Entry['messages']>[number];

const ARRIVED = ['sent', 'sent-possibly-twice', 'delivered', 'seen'];
const FAILED = ['failed', 'refused', 'waiting'];

/** What we sent, whether it arrived, and if not, why not. */
export function SentMessage({ message, by }: { message: Sent; by: string }) {
  const { t } = useTranslation();
  const { status, explanation } = message;
  const failed = FAILED.includes(status);
  return (
    <Bubble side="us" by={by} how={[t(`channel.${message.channel}`)]} at={message.at}>
      <p className="said" lang="vi">
        {message.text}
      </p>
      <p className={failed ? 'entry-mark danger' : 'entry-mark'}>
        <Icon name={failed ? 'warning' : ARRIVED.includes(status) ? 'check' : 'clock'} size={16} />
        {t(`outcome.${status}`, { defaultValue: status })}
        {explanation === undefined ? null : `: ${explanation}`}
      </p>
    </Bubble>
  );
}
