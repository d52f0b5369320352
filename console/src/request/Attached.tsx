import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered } from '../api/client.ts';
import type { Entry } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Icon } from '../app/icons.tsx';
import { phoneInGroups } from './phone.ts';

export type AttachedFile = NonNullable<Entry['attachments']>[number];

interface Opened {
  readonly url: string;
  readonly contentType: string;
}

/** A file of the citizen's: listened to or looked at through a link of ours, each opening on the audit trail. */
export function Attached({ requestId, file }: { requestId: string; file: AttachedFile }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [failed, setFailed] = useState(false);
  const what = t(`attachment.${file.kind}`, { defaultValue: t('attachment.other') });
  const name = file.name ?? what;

  const open = async () => {
    setFailed(false);
    try {
      setOpened(
        answered(
          await api.POST('/api/requests/{id}/attachments/{attachmentId}/link', {
            params: { path: { id: requestId, attachmentId: file.id } },
            body: {},
          }),
        ),
      );
    } catch {
      setFailed(true);
    }
  };

  const sounds = ['audio', 'recording'].includes(file.kind) || file.contentType?.startsWith('audio/');
  return (
    <div className="attached">
      <p className="row">
        <Icon name="file" size={18} />
        <span>
          {name}
          {file.phone ? ` · ${phoneInGroups(file.phone)}` : null}
          {file.seconds === undefined ? null : ` · ${t('entry.seconds', { count: file.seconds })}`}
        </span>
        {file.status === 'stored' && opened === null ? (
          <Button
            variant="light"
            size="compact-md"
            onClick={() => void open()}
            aria-label={t(sounds ? 'file.listenTo' : 'file.openName', { name })}
          >
            {t(sounds ? 'file.listen' : 'file.open')}
          </Button>
        ) : null}
      </p>
      {file.status === undefined || file.status === 'stored' ? null : (
        <p className="entry-mark care">
          {t(`file.${file.status}`)}
          {file.explanation === undefined ? null : `: ${file.explanation}`}
        </p>
      )}
      {failed ? (
        <p className="entry-mark danger" role="alert">
          <Icon name="warning" size={16} /> {t('file.failed')}
        </p>
      ) : null}
      {opened === null ? null : <Shown file={opened} name={name} />}
      {file.transcript === undefined ? null : (
        <p className="said" lang="vi">
          <span className="muted">{t('file.transcript')}</span> {file.transcript}
        </p>
      )}
    </div>
  );
}

function Shown({ file: { url, contentType }, name }: { file: Opened; name: string }) {
  const { t } = useTranslation();
  // A recording made by a telephone has no captions; what was understood of it stands below.
  // biome-ignore lint/a11y/useMediaCaption: see above
  if (contentType.startsWith('audio/')) return <audio controls autoPlay src={url} aria-label={name} />;
  // biome-ignore lint/a11y/useMediaCaption: what a citizen filmed has no captions
  if (contentType.startsWith('video/')) return <video controls src={url} aria-label={name} />;
  if (contentType.startsWith('image/')) return <img className="picture" src={url} alt={name} />;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {t('file.download')}
    </a>
  );
}
