import { useTranslation } from 'react-i18next';
import type { Full } from '../api/types.ts';
import { moment } from '../time/wording.ts';
import { Known } from './Known.tsx';

/** What the machine made of the words; it suggests, a person decides. */
export function Understood({ request }: { request: Full }) {
  const { t, i18n } = useTranslation();
  const { facts, basis } = request;
  const placed = (place: Full['facts']['casePlace']) =>
    place ? (
      <>
        <mark>{place.words}</mark> {place.sure ? null : <span className="muted">{t('fact.unsure')}</span>}
      </>
    ) : undefined;
  return (
    <section className="card" aria-labelledby="understood">
      <h2 id="understood">{t('request.understood')}</h2>
      <Known
        rows={[
          [t('fact.matter'), t(`matter.${request.matter}`)],
          [
            t('fact.signals'),
            facts.signals?.length ? facts.signals.map((one) => t(`signal.${one}`)).join(', ') : undefined,
          ],
          [t('fact.casePlace'), placed(facts.casePlace)],
          [t('fact.residence'), placed(facts.residence)],
          [t('fact.basis'), basis?.words],
          [t('fact.channel'), t(`channel.${request.channel}`)],
          [t('fact.createdAt'), moment(request.createdAt, i18n.language)],
          [t('fact.transfers'), request.transfers > 0 ? String(request.transfers) : undefined],
        ]}
      />
      <p className="muted small">{t('request.suggests')}</p>
    </section>
  );
}
