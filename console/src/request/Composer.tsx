import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered } from '../api/client.ts';
import type { Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Icon } from '../app/icons.tsx';
import { useKeys } from '../app/useKeys.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { may } from './may.ts';
import type { ActsOn } from './useActs.ts';

type Channel = 'sms' | 'zalo';

/** Where a person of this request can be written to, the way they came by first. */
const channelsOf = ({ citizen }: Full): Channel[] => [
  ...(citizen.zaloUserId === undefined ? [] : ['zalo' as const]),
  ...(citizen.phone === undefined ? [] : ['sms' as const]),
];

/** Where a handler writes, to colleagues or to the citizen. What is typed survives a lost network, race and session. */
export function Composer({ request, acts }: { request: Full; acts: ActsOn }) {
  const { t } = useTranslation();
  const channels = channelsOf(request);
  const replies = may(request).reply && channels.length > 0;
  const [chosen, setChosen] = useState<'note' | 'reply'>('note');
  const writing = replies ? chosen : 'note';
  useKeys({
    g: () => setChosen('note'),
    ...(replies ? { r: () => setChosen('reply') } : {}),
  });
  return (
    <section className="card composer no-print" aria-label={t('compose.name')}>
      {replies ? (
        <div className="piles">
          {(['note', 'reply'] as const).map((one) => (
            <button
              key={one}
              type="button"
              className="tab"
              aria-pressed={one === writing}
              onClick={() => setChosen(one)}
            >
              {t(`compose.${one}`)}
            </button>
          ))}
        </div>
      ) : null}
      {writing === 'note' ? (
        <Note request={request} acts={acts} />
      ) : (
        <Reply request={request} acts={acts} channels={channels} />
      )}
    </section>
  );
}

function Note({ request, acts }: { request: Full; acts: ActsOn }) {
  const { t } = useTranslation();
  const [note, setNote] = useDraft(request.id, 'note');
  const field = useRef<HTMLTextAreaElement>(null);
  // The same until it is written: a note whose answer was lost is not written twice.
  const once = useRef(crypto.randomUUID());
  useKeys({ g: () => field.current?.focus() });

  const save = async () => {
    const done = await acts.run(
      (api) =>
        api.POST('/api/requests/{id}/notes', {
          params: { path: { id: request.id } },
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

function Reply({ request, acts, channels }: { request: Full; acts: ActsOn; channels: readonly Channel[] }) {
  const { t } = useTranslation();
  const [text, setText] = useDraft(request.id, 'reply');
  const [channel, setChannel] = useState<Channel>(channels[0] ?? 'sms');
  const once = useRef(crypto.randomUUID());
  const { safeContact } = request.citizen;
  const { api: desk, me } = useDesk();
  const { data: centre } = useQuery({
    queryKey: ['centre', me.centre],
    queryFn: async () =>
      answered(await desk.GET('/api/centres/{code}', { params: { path: { code: me.centre } } })),
    staleTime: 60_000,
  });
  const prepared = centre?.settings?.cannedAnswers ?? [];

  // Who writes about what nobody has, has it from then on.
  const takes = request.state === 'routed' && request.centre === me.centre;

  const send = async () => {
    const done = await acts.run(
      (api) =>
        api.POST('/api/requests/{id}/messages', {
          params: { path: { id: request.id } },
          headers: { 'idempotency-key': once.current },
          body: { channel, text },
        }),
      t(takes ? 'act.repliedTaken' : 'act.replied'),
    );
    if (!done) return;
    once.current = crypto.randomUUID();
    setText('');
  };

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {safeContact === 'safe' ? null : (
        <p className={`notice ${safeContact === 'unsafe' ? 'danger' : 'care'}`}>
          <Icon name="lock" />
          <span>{t(safeContact === 'unsafe' ? 'reply.unsafe' : 'reply.unknown')}</span>
        </p>
      )}
      {channels.length > 1 ? (
        <NativeSelect
          label={t('reply.by')}
          data={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
          value={channel}
          onChange={({ currentTarget }) => setChannel(currentTarget.value === 'zalo' ? 'zalo' : 'sms')}
        />
      ) : null}
      {prepared.length > 0 ? (
        <NativeSelect
          label={t('reply.prepared')}
          data={[
            { value: '', label: t('reply.choosePrepared') },
            ...prepared.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          value=""
          onChange={({ currentTarget }) => {
            const answer = prepared.find(({ id }) => id === currentTarget.value);
            if (answer) setText(text.trim() ? `${text.trim()}\n${answer.text}` : answer.text);
          }}
        />
      ) : null}
      <Textarea
        label={t('reply.label', { channel: t(`channel.${channel}`) })}
        description={t(channel === 'sms' ? 'reply.smsHow' : 'reply.zaloHow')}
        rows={3}
        maxLength={2000}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <div className="dialog-feet">
        <Button
          type="submit"
          loading={acts.busy}
          disabled={text.trim() === ''}
          leftSection={<Icon name="send" size={18} />}
        >
          {t('reply.send')}
        </Button>
      </div>
    </form>
  );
}
