import { Icon } from './icons.tsx';

/** What went wrong, said at once to whoever cannot see it. */
export function Failure({ text, tone = 'danger' }: { text: string; tone?: string }) {
  return (
    <div className={`notice ${tone}`} role="alert">
      <Icon name="warning" />
      <p>{text}</p>
    </div>
  );
}
