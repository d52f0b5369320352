import { Button, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Full } from '../api/types.ts';
import { Icon } from '../app/icons.tsx';
import { useKeys } from '../app/useKeys.ts';
import { useDraft } from '../drafts/useDraft.ts';
import type { ActsOn } from './useActs.ts';

/** Where a handler writes. What is typed survives a lost network, a lost race and a lost session. */
export function Composer({ request, acts }: { request: Full; acts: ActsOn }) {
  const { t } = useTranslation();
  const [note, setNote] = useDraft(request.id, 'note');
  const field = useRef<HTMLTextAreaElement>(null);
  // The same until it is written: a note whose answer was lost is not written twice.
  const once = useRef(crypto.randomUUID());
  useKeys({ g: () => field.current?.focus() });

  const save = async () => {
    const { id } = request;
    const done = await acts.run(
      (api) =>
        api.POST('/api/requests/{id}/notes', {
          params: { path: { id } },
          headers: { 'idempotency-key': once.current },
          body: { text: note },
        }),
      t('act.noted'),
    );
    if (!done) return;
    once.current = crypto.randomUUID();
    setNote('');
  };

  return (
    <form
      className="card composer no-print"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Textarea
        ref={field}
        label={t('note.label')}
        description={t('note.how')}
        rows={3}
        maxLength={10_000}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <div className="dialog-feet">
        <Button
          type="submit"
          loading={acts.busy}
          disabled={note.trim() === ''}
          leftSection={<Icon name="note" size={18} />}
        >
          {t('note.save')}
        </Button>
      </div>
    </form>
  );
}
