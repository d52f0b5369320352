import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { answered, Refused } from '../api/client.ts';
import type { Listed } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Failure } from '../app/Failure.tsx';
import { useDraft } from '../drafts/useDraft.ts';
import { MATTERS } from '../request/matters.ts';

/** The same form was sent before, with other words: that request is there. */
const SENT_BEFORE = 422;

/** Nothing came of it: the network, what was entered, or the server. */
function whyNot(cause: unknown, t: TFunction): string {
  if (!(cause instanceof Refused)) return t('act.noNetwork');
  if (cause.flaw !== undefined) return t(`flaw.${cause.flaw}`, { defaultValue: t('act.unreadable') });
  if (cause.status === SENT_BEFORE) return t('new.twice');
  return t(cause.status === 400 ? 'act.unreadable' : cause.status === 401 ? 'act.signIn' : 'act.failed');
}

/** Somebody at the door, or a call taken elsewhere, typed in by hand. */
export function WalkIn() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const [, go] = useLocation();
  const [text, setText] = useDraft('new', 'text');
  const [name, setName] = useDraft('new', 'name');
  const [phone, setPhone] = useDraft('new', 'phone');
  const [matter, setMatter] = useState<Listed['matter']>('none');
  const [urgent, setUrgent] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  // One per opened form: sent again because the answer was lost, it is still one request.
  const once = useRef(crypto.randomUUID());

  const send = async () => {
    setBusy(true);
    setFailed(null);
    try {
      const made = answered(
        await api.POST('/api/requests', {
          headers: { 'idempotency-key': once.current },
          body: {
            text,
            ...(name.trim() ? { name: name.trim() } : {}),
            ...(phone.trim() ? { phone: phone.trim() } : {}),
            ...(matter === 'none' ? {} : { matter }),
            ...(urgent ? { urgent } : {}),
          },
        }),
      );
      for (const empty of [setText, setName, setPhone]) empty('');
      go(`/requests/${made.id}`);
    } catch (cause) {
      setFailed(whyNot(cause, t));
      if (cause instanceof Refused && cause.status === SENT_BEFORE) once.current = crypto.randomUUID();
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <div className="page-head">
        <h1>{t('new.title')}</h1>
      </div>
      <form
        className="card stack form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p className="muted">{t('new.explained')}</p>
        <Textarea
          label={t('new.text')}
          description={t('new.textHow')}
          required
          rows={5}
          maxLength={10_000}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <div className="pair">
          <TextInput
            label={t('new.name')}
            maxLength={200}
            autoComplete="off"
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <TextInput
            label={t('new.phone')}
            type="tel"
            maxLength={30}
            autoComplete="off"
            value={phone}
            onChange={({ currentTarget }) => setPhone(currentTarget.value)}
          />
        </div>
        <NativeSelect
          label={t('new.matter')}
          data={MATTERS.map((value) => ({ value, label: t(`matter.${value}`) }))}
          value={matter}
          onChange={({ currentTarget }) =>
            setMatter(MATTERS.find((one) => one === currentTarget.value) ?? 'none')
          }
        />
        <Checkbox
          label={t('new.urgent')}
          description={t('new.urgentHow')}
          checked={urgent}
          onChange={({ currentTarget }) => setUrgent(currentTarget.checked)}
        />
        {failed ? <Failure text={failed} /> : null}
        <div className="dialog-feet">
          <Button type="submit" loading={busy} disabled={text.trim() === ''}>
            {t('new.do')}
          </Button>
        </div>
      </form>
    </>
  );
}
