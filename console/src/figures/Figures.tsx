import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered } from '../api/client.ts';
import { centresQuery } from '../api/queries.ts';
import { useDesk } from '../app/desk.ts';
import '../people/people.css';
import { serverNow } from '../time/server-time.ts';
import { dayInVietnam } from '../time/wording.ts';
import { shortCentre } from '../worklist/short-centre.ts';
import './figures.css';

const DAY = 86_400_000;
/** Days shown at first. */
const FIRST = 30;

/** What came and what became of it: of a lead's own centre; of all centres or one for the national desk. */
export function Figures() {
  const { t } = useTranslation();
  const { api, me } = useDesk();
  const [from, setFrom] = useState(() => dayInVietnam(serverNow() - (FIRST - 1) * DAY));
  const [to, setTo] = useState(() => dayInVietnam(serverNow()));
  const [centre, setCentre] = useState('');
  const { data: centres = [] } = useQuery(centresQuery(api));
  const query = { from, to, ...(centre ? { centre } : {}) };
  const { data, isError } = useQuery({
    queryKey: ['figures', query],
    enabled: from !== '' && to !== '',
    queryFn: async () => answered(await api.GET('/api/figures', { params: { query } })),
  });
  const busy = (data?.days ?? []).filter(({ arrived, urgent, overdue }) => arrived + urgent + overdue > 0);
  const parts = data
    ? ([
        ['channel', data.total.byChannel],
        ['matter', data.total.byMatter],
        ['state', data.total.byOutcome],
      ] as const)
    : [];
  return (
    <>
      <div className="page-head">
        <h1>{t('figures.title')}</h1>
      </div>
      <div className="card row search-form">
        <TextInput
          type="date"
          label={t('figures.from')}
          max={to}
          value={from}
          onChange={({ currentTarget }) => setFrom(currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('figures.to')}
          min={from}
          value={to}
          onChange={({ currentTarget }) => setTo(currentTarget.value)}
        />
        {me.role === 'national' ? (
          <NativeSelect
            label={t('list.centre')}
            data={[
              { value: '', label: t('figures.all') },
              ...centres.map((one) => ({ value: one.code, label: shortCentre(one, t) })),
            ]}
            value={centre}
            onChange={({ currentTarget }) => setCentre(currentTarget.value)}
          />
        ) : null}
      </div>
      {data === undefined ? (
        <p className="empty" role="status">
          {isError ? t('figures.failed') : t('app.opening')}
        </p>
      ) : (
        <>
          <dl className="card totals">
            {(['arrived', 'urgent', 'overdue'] as const).map((one) => (
              <div key={one}>
                <dt>{t(`figures.${one}`)}</dt>
                <dd>{data.total[one]}</dd>
              </div>
            ))}
          </dl>
          <div className="figures">
            {parts.map(([kind, counts]) => (
              <section key={kind} className="card" aria-labelledby={`figures-${kind}`}>
                <h2 id={`figures-${kind}`}>{t(`figures.by.${kind}`)}</h2>
                <Tally kind={kind} counts={counts} />
              </section>
            ))}
            <section className="card" aria-labelledby="figures-days">
              <h2 id="figures-days">{t('figures.days')}</h2>
              {busy.length === 0 ? (
                <p className="muted">{t('figures.none')}</p>
              ) : (
                <table className="people">
                  <thead>
                    <tr>
                      <th scope="col">{t('figures.day')}</th>
                      <th scope="col">{t('figures.arrived')}</th>
                      <th scope="col">{t('figures.urgent')}</th>
                      <th scope="col">{t('figures.overdue')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {[...busy].reverse().map(({ day, arrived, urgent, overdue }) => (
                      <tr key={day}>
                        <th scope="row">{day.split('-').reverse().join('/')}</th>
                        <td>{arrived}</td>
                        <td>{urgent}</td>
                        <td>{overdue}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
            </section>
          </div>
        </>
      )}
    </>
  );
}

/** The most first. */
function Tally({
  kind,
  counts,
}: {
  kind: 'channel' | 'matter' | 'state';
  counts: Readonly<Record<string, number>>;
}) {
  const { t } = useTranslation();
  const rows = Object.entries(counts).sort(([, one], [, other]) => other - one);
  if (rows.length === 0) return <p className="muted">{t('figures.none')}</p>;
  return (
    <dl className="tally">
      {rows.map(([code, count]) => (
        <div key={code}>
          <dt>{t(`${kind}.${code}`, { defaultValue: code })}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}
