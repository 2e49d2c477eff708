import { useState } from 'react';
import type { Trouble } from '../../api/trouble.ts';
import { useAction } from '../../api/use-action.ts';
import { type AlertChange, AlertCommentDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { words } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { TroubleNotice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Time } from '../../ui/time.tsx';
import style from './alert.module.css';
import type { AlertDetail } from './alert-detail.ts';

type Entry = AlertDetail['history'][number];

/** What became of an alert, the newest first, and a place to say something about it. */
export function AlertHistory({
  alert,
  mayComment,
}: {
  readonly alert: AlertDetail;
  readonly mayComment: boolean;
}) {
  return (
    <Card title="History">
      {mayComment && <CommentForm alertId={alert.id} />}
      {alert.history.length === 0 ? (
        <p className="muted">Nothing has become of it yet.</p>
      ) : (
        <ol className={style['list']}>
          {alert.history.map((entry) => (
            <li
              key={entry.id}
              className={style['entry']}
              data-loud={entry.change === 'OPENED' || entry.change === 'ESCALATED'}
            >
              <div>
                <EntryText entry={entry} />
                {entry.comment && <div className={style['comment']}>{entry.comment}</div>}
              </div>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function EntryText({ entry: { at, change, actor, assignee, severity, verdict } }: { readonly entry: Entry }) {
  return (
    <div>
      {actor ? (
        <strong>
          <bdi>{actor.name}</bdi>
        </strong>
      ) : (
        'Keywatch'
      )}{' '}
      {DEEDS[change]}
      {change === 'ASSIGNED' &&
        (assignee ? (
          <>
            it to <bdi>{assignee.name}</bdi>
          </>
        ) : (
          'it to nobody'
        ))}
      {severity && ` (${words(severity).toLowerCase()})`}
      {verdict && `, found to be ${words(verdict).toLowerCase()}`}{' '}
      <span className={style['when']}>
        <Time at={at} />
      </span>
    </div>
  );
}

const DEEDS: Readonly<Record<AlertChange, string>> = {
  OPENED: 'opened it',
  ESCALATED: 'saw it become more severe',
  ACKNOWLEDGED: 'acknowledged it',
  RESOLVED: 'resolved it',
  REOPENED: 'opened it again',
  ASSIGNED: 'assigned ',
  COMMENTED: 'said',
  JUDGED: 'judged it',
  UNMUTED: 'told of it, as its mute is over',
};

function CommentForm({ alertId }: { readonly alertId: string }) {
  const { id: workspaceId } = useWorkspace();
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState<Trouble>();
  const [comment, busy] = useAction(AlertCommentDocument);
  const submit = async () => {
    setTrouble(undefined);
    const outcome = await comment({ workspaceId, alertId, text });
    if (outcome.done) setText('');
    else setTrouble(outcome.trouble);
  };
  return (
    <form
      className={style['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField label="Comment" rows={2} maxLength={4_000} value={text} onChange={setText} />
      {trouble !== undefined && <TroubleNotice trouble={trouble} />}
      <Button type="submit" size="small" busy={busy} disabled={text.trim() === ''}>
        Add comment
      </Button>
    </form>
  );
}
