import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Icon, type IconName } from '../app/icons.tsx';
import { useTell } from '../app/toasts.tsx';
import { useKeys } from '../app/useKeys.ts';
import { readDraft } from '../drafts/drafts.ts';
import { useNow } from '../time/useNow.ts';
import { moment } from '../time/wording.ts';
import { callBackWords } from './call-back.ts';
import { may } from './may.ts';
import { paperPage } from './papers.ts';
import { ReasonDialog } from './ReasonDialog.tsx';
import { placeOf, TERMS_OF_LAW } from './step-places.ts';
import { Transfer } from './Transfer.tsx';
import type { ActsOn } from './useActs.ts';

const Decide = lazy(async () => ({ default: (await import('../eligibility/Decide.tsx')).Decide }));
const Assign = lazy(async () => ({ default: (await import('./Assign.tsx')).Assign }));
const CallCitizen = lazy(async () => ({ default: (await import('./CallCitizen.tsx')).CallCitizen }));
const AskPapers = lazy(async () => ({ default: (await import('./AskPapers.tsx')).AskPapers }));

const OPENED = ['call', 'decide', 'askPapers', 'assign', 'transfer', 'close', 'reopen'] as const;
type Opened = (typeof OPENED)[number];
const ICONS: Record<Opened, IconName> = {
  call: 'phone',
  decide: 'check',
  askPapers: 'file',
  assign: 'team',
  transfer: 'swap',
  close: 'lock',
  reopen: 'back',
};

/** The next steps: what the law and the request ask for, and what its state allows this person, the likeliest first. */
export function Acts({ request, acts }: { request: Full; acts: ActsOn }) {
  const { t, i18n } = useTranslation();
  const { me } = useDesk();
  const now = useNow();
  const [, go] = useLocation();
  const tell = useTell();
  const [opened, setOpened] = useState<Opened | null>(null);
  const { id, version } = request;
  const params = { params: { path: { id } } };
  const allowed = may(request, me);
  const close = () => setOpened(null);

  const claim = () =>
    void acts.run(
      (api) => api.POST('/api/requests/{id}/claim', { ...params, body: { version } }),
      t('act.claimed'),
    );
  const release = () =>
    void acts.run(
      (api) => api.POST('/api/requests/{id}/release', { ...params, body: { version } }),
      t('act.released'),
    );
  useKeys({
    ...(allowed.claim && !acts.busy ? { c: claim } : {}),
    ...(allowed.decide && !allowed.claim ? { d: () => setOpened('decide') } : {}),
  });

  // One button stands out, what comes next: first the contact that is owed; what is accepted is not decided again but
  // closed when nothing is owed; what is refused is closed when the citizen has it in writing.
  const contactOwed = request.nextSteps.some((step) => step === 'call-now' || step === 'contact');
  const mayRing = allowed.call && request.citizen.safeContact !== 'unsafe';
  const next = allowed.claim
    ? null
    : request.ended
      ? request.nextSteps.some((step) => step === 'refusal-notice' || TERMS_OF_LAW.includes(step))
        ? null
        : 'close'
      : contactOwed && mayRing
        ? 'call'
        : request.nextSteps.find((step) => step === 'decide' || step === 'close');
  const due = request.dueAt === null ? '' : moment(request.dueAt, i18n.language);
  const steps = request.nextSteps.filter((step) => !['claim', 'decide', 'close'].includes(step));
  return (
    <section className="card acts no-print" aria-labelledby="acts">
      <h2 id="acts">{t('request.next')}</h2>
      {steps.length > 0 ? (
        <ul className="steps">
          {steps.map((step) => (
            <li key={step}>
              <Step
                words={t(`step.${step}`, { ...callBackWords(request, now, t, i18n.language), due })}
                place={placeOf(step)}
              />
            </li>
          ))}
        </ul>
      ) : null}
      {allowed.claim ? (
        <Button size="md" fullWidth loading={acts.busy} onClick={claim} leftSection={<Icon name="check" />}>
          {t('act.claim')}
        </Button>
      ) : null}
      {request.nextSteps.includes('refusal-notice') ? (
        <Button
          variant="filled"
          size="md"
          fullWidth
          onClick={() => go(paperPage(id, 'refusal', readDraft(me.username, id, 'paper-number')))}
          leftSection={<Icon name="file" />}
        >
          {t('act.refusalNotice')}
        </Button>
      ) : null}
      <div className="act-row">
        {OPENED.filter((one) => allowed[one]).map((one) => (
          <Button
            key={one}
            variant={one === next ? 'filled' : 'default'}
            onClick={() => setOpened(one)}
            leftSection={<Icon name={ICONS[one]} size={18} />}
          >
            {t(`act.${one}`)}
          </Button>
        ))}
        {allowed.release ? (
          <Button
            variant="default"
            disabled={acts.busy}
            onClick={release}
            leftSection={<Icon name="back" size={18} />}
          >
            {t('act.release')}
          </Button>
        ) : null}
      </div>
      <Suspense>
        {opened === 'call' ? <CallCitizen request={request} acts={acts} onClose={close} /> : null}
        {opened === 'decide' ? <Decide request={request} acts={acts} onClose={close} /> : null}
        {opened === 'assign' ? <Assign request={request} acts={acts} onClose={close} /> : null}
        {opened === 'askPapers' ? <AskPapers request={request} acts={acts} onClose={close} /> : null}
      </Suspense>
      {opened === 'transfer' ? (
        <Transfer
          request={request}
          acts={acts}
          onClose={close}
          onDone={(centre, notice) => {
            tell('good', t('act.transferred', { centre }));
            go(notice ? `/requests/${id}/papers/transfer?passed=on` : '/');
          }}
        />
      ) : null}
      {opened === 'close' || opened === 'reopen' ? (
        <ReasonDialog
          request={request}
          acts={acts}
          words={opened}
          act={(api, reason) =>
            opened === 'close'
              ? api.POST('/api/requests/{id}/close', { ...params, body: { version, reason } })
              : api.POST('/api/requests/{id}/reopen', { ...params, body: { version, reason } })
          }
          onClose={close}
        />
      ) : null}
    </section>
  );
}

/** A step, leading to where on the page it is done. */
function Step({ words, place }: { words: string; place: string | null }) {
  return place === null ? words : <a href={`#${place}`}>{words}</a>;
}
