import { Button, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, Refused } from '../api/client.ts';
import type { CentreSettings, SettingsBody } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Icon } from '../app/icons.tsx';
import { useTell } from '../app/toasts.tsx';
import { CentreChooser } from '../worklist/CentreChooser.tsx';
import { Exceptions, isReadable, type TypedDay } from './Exceptions.tsx';
import { Roster } from './Roster.tsx';
import './settings.css';
import { DAYS, readSessions, writeSessions } from './sessions.ts';

/** What a centre says about itself: its hours, where it is told of arrivals, and answers prepared beforehand. */
export function Settings() {
  const { t } = useTranslation();
  const { api, me } = useDesk();
  const [code, setCode] = useState(me.centre);
  const { data: centre } = useQuery({
    queryKey: ['centre', code],
    queryFn: async () => answered(await api.GET('/api/centres/{code}', { params: { path: { code } } })),
  });
  return (
    <>
      <div className="page-head">
        <h1>{t('settings.title')}</h1>
        {me.role === 'national' ? <CentreChooser centre={code} choose={setCode} /> : null}
      </div>
      {centre?.settings ? (
        <Form key={`${code} ${centre.settings.version}`} code={code} settings={centre.settings} />
      ) : (
        <p className="empty">{t('app.opening')}</p>
      )}
    </>
  );
}

function Form({ code, settings }: { code: string; settings: CentreSettings }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const tell = useTell();
  const [hours, setHours] = useState(() =>
    Object.fromEntries(DAYS.map((day) => [day, writeSessions(settings.hours?.[day] ?? [])])),
  );
  const [mail, setMail] = useState(settings.notify.mail ?? '');
  const [webhook, setWebhook] = useState(settings.notify.webhook?.url ?? '');
  const [zalo, setZalo] = useState(settings.notify.zaloUserId ?? '');
  const [exceptions, setExceptions] = useState<readonly TypedDay[]>(() =>
    settings.exceptions.map(({ date, hours: sessions }) => ({
      key: date,
      date,
      hours: writeSessions(sessions),
    })),
  );
  const [roster, setRoster] = useState<CentreSettings['roster']>(settings.roster);
  const [answers, setAnswers] = useState(settings.cannedAnswers);
  const [busy, setBusy] = useState(false);
  const read = DAYS.map((day) => [day, readSessions(hours[day] ?? '')] as const);
  const unreadable = read.filter(([, sessions]) => sessions === null).map(([day]) => day);

  const save = async () => {
    setBusy(true);
    const body: SettingsBody = {
      version: settings.version,
      exceptions: exceptions
        .filter(({ date }) => date !== '')
        .map((one) => ({ date: one.date, hours: readSessions(one.hours) ?? [] })),
      roster,
      hours: Object.fromEntries(
        read.map(([day, sessions]) => [day, sessions ?? []]),
      ) as SettingsBody['hours'],
      notify: {
        ...(webhook.trim() ? { webhook: { url: webhook.trim() } } : {}),
        ...(zalo.trim() ? { zaloUserId: zalo.trim() } : {}),
        ...(mail.trim() ? { mail: mail.trim() } : {}),
      },
      cannedAnswers: answers.filter(({ title, text }) => title.trim() && text.trim()),
    };
    try {
      const changed = answered(await api.PUT('/api/centres/{code}', { params: { path: { code } }, body }));
      tell('good', t('settings.saved'));
      queries.setQueryData(['centre', code], changed);
    } catch (cause) {
      tell(
        'danger',
        t(cause instanceof Refused && cause.status === 409 ? 'settings.stale' : 'settings.failed'),
      );
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      className="stack form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <fieldset className="choices card">
        <legend>{t('settings.hours')}</legend>
        <p className="muted">{t(settings.hours === null ? 'settings.hoursNone' : 'settings.hoursHow')}</p>
        <div className="pair">
          {DAYS.map((day) => (
            <TextInput
              key={day}
              label={t(`weekday.${day}`)}
              placeholder="07:30–11:30, 13:30–17:00"
              error={unreadable.includes(day) ? t('settings.hoursUnreadable') : undefined}
              value={hours[day] ?? ''}
              onChange={({ currentTarget }) => setHours((now) => ({ ...now, [day]: currentTarget.value }))}
            />
          ))}
        </div>
        {settings.holidaysToCheck.length > 0 ? (
          <p className="entry-mark care">
            {t('settings.holidays', { years: settings.holidaysToCheck.join(', ') })}
          </p>
        ) : null}
      </fieldset>
      <Exceptions days={exceptions} change={setExceptions} />
      <Roster centre={code} roster={roster} change={(next) => setRoster([...next])} />
      <fieldset className="choices card">
        <legend>{t('settings.notify')}</legend>
        <p className="muted">{t('settings.notifyHow')}</p>
        <TextInput
          type="email"
          label={t('settings.mail')}
          description={t('settings.mailHow')}
          maxLength={200}
          value={mail}
          onChange={({ currentTarget }) => setMail(currentTarget.value)}
        />
        <TextInput
          label={t('settings.zalo')}
          description={t('settings.zaloHow')}
          maxLength={64}
          autoComplete="off"
          value={zalo}
          onChange={({ currentTarget }) => setZalo(currentTarget.value)}
        />
        <TextInput
          type="url"
          label={t('settings.webhook')}
          description={t('settings.webhookHow')}
          maxLength={600}
          autoComplete="off"
          value={webhook}
          onChange={({ currentTarget }) => setWebhook(currentTarget.value)}
        />
        {settings.notify.webhook ? (
          <details className="secret">
            <summary>{t('settings.webhookSecret')}</summary>
            <code>{settings.notify.webhook.secret}</code>
          </details>
        ) : null}
      </fieldset>
      <fieldset className="choices card">
        <legend>{t('settings.answers')}</legend>
        {answers.map((answer, index) => (
          <div key={answer.id} className="stack">
            <TextInput
              label={t('settings.answerTitle', { number: index + 1 })}
              maxLength={100}
              value={answer.title}
              onChange={({ currentTarget }) => {
                const title = currentTarget.value;
                setAnswers((now) => now.map((one) => (one.id === answer.id ? { ...one, title } : one)));
              }}
            />
            <Textarea
              label={t('settings.answerText', { number: index + 1 })}
              rows={2}
              maxLength={2000}
              value={answer.text}
              onChange={({ currentTarget }) => {
                const text = currentTarget.value;
                setAnswers((now) => now.map((one) => (one.id === answer.id ? { ...one, text } : one)));
              }}
            />
          </div>
        ))}
        <div>
          <Button
            variant="default"
            leftSection={<Icon name="add" size={18} />}
            onClick={() => setAnswers((now) => [...now, { id: crypto.randomUUID(), title: '', text: '' }])}
          >
            {t('settings.addAnswer')}
          </Button>
        </div>
      </fieldset>
      <div className="dialog-feet">
        <Button
          type="submit"
          loading={busy}
          disabled={unreadable.length > 0 || !exceptions.every(isReadable)}
        >
          {t('settings.save')}
        </Button>
      </div>
    </form>
  );
}
