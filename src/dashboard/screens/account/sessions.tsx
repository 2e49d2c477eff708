import { useState } from 'react';
import { useAction } from '../../api/use-action.ts';
import { useRead } from '../../api/use-read.ts';
import {
  AccountRevokeOtherSessionsDocument,
  AccountRevokeSessionDocument,
  AccountSessionsDocument,
  type AccountSessionsQuery,
} from '../../gql/graphql.ts';
import { useSignOut } from '../../shell/sign-out.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/column.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { tell } from '../../ui/toasts.tsx';
import { deviceOf } from './device.ts';
import { endedText } from './password-dialog.tsx';

type Session = AccountSessionsQuery['sessions'][number];

const NOTHING = {};

/** Where the person is signed in, and how each of these ends. */
export function Sessions() {
  const read = useRead(AccountSessionsDocument, NOTHING);
  const [ending, setEnding] = useState<Session | 'OTHERS'>();
  const sessions = read.data?.sessions;
  return (
    <Card
      flush
      title="Where you are signed in"
      actions={
        (sessions?.length ?? 0) > 1 && (
          <Button size="small" onClick={() => setEnding('OTHERS')}>
            Sign out everywhere else
          </Button>
        )
      }
    >
      <Table
        label="Sessions"
        columns={columnsOf(setEnding)}
        rows={sessions}
        rowKey={({ id }) => id}
        read={read}
        empty={<Empty title="Nowhere" />}
        fileName="sessions"
      />
      {ending !== undefined && <EndSession ending={ending} onClose={() => setEnding(undefined)} />}
    </Card>
  );
}

function columnsOf(end: (session: Session) => void): readonly Column<Session>[] {
  return [
    {
      title: 'Device',
      cell: ({ userAgent, current }) => (
        <span title={userAgent ?? undefined}>
          {deviceOf(userAgent)} {current && <Badge tone="good">This one</Badge>}
        </span>
      ),
      csv: ({ userAgent }) => userAgent,
    },
    { title: 'Address', cell: ({ ip }) => <bdi className="mono">{ip ?? '–'}</bdi>, csv: ({ ip }) => ip },
    {
      title: 'Signed in',
      cell: ({ createdAt }) => <Time at={createdAt} />,
      csv: ({ createdAt }) => createdAt,
    },
    {
      title: 'Last used',
      cell: ({ lastUsedAt, current }) =>
        current ? 'now' : <Time at={lastUsedAt} as="relative" never="never since" />,
      csv: ({ lastUsedAt }) => lastUsedAt,
    },
    {
      title: 'Ends',
      cell: ({ expiresAt }) => <Time at={expiresAt} as="relative" />,
      csv: ({ expiresAt }) => expiresAt,
    },
    {
      title: 'Actions',
      end: true,
      cell: (session) => (
        <Button size="small" onClick={() => end(session)}>
          {session.current ? 'Sign out' : 'End'}
        </Button>
      ),
    },
  ];
}

function EndSession({ ending, onClose }: { readonly ending: Session | 'OTHERS'; onClose(): void }) {
  const [revoke] = useAction(AccountRevokeSessionDocument);
  const [revokeOthers] = useAction(AccountRevokeOtherSessionsDocument);
  const signOut = useSignOut();
  if (ending === 'OTHERS') {
    const act = async () => {
      const outcome = await revokeOthers({});
      if (outcome.done) tell({ title: 'Signed out', text: endedText(outcome.value.endedSessions) });
      return outcome;
    };
    return (
      <Confirm open onClose={onClose} title="Sign out everywhere else?" verb="Sign out there" act={act}>
        All sessions but this one end at once. Whoever uses them has to sign in again.
      </Confirm>
    );
  }
  const act = async () => {
    if (!ending.current) return await revoke({ sessionId: ending.id });
    await signOut();
    return { done: true, value: undefined } as const;
  };
  return (
    <Confirm
      open
      onClose={onClose}
      title={`End the session on ${deviceOf(ending.userAgent)}?`}
      verb={ending.current ? 'Sign out' : 'End session'}
      act={act}
    >
      {ending.current
        ? 'It is the one that you use now: you will be asked to sign in.'
        : 'Whoever uses it has to sign in again. Where you do not know it, change your password, too.'}
    </Confirm>
  );
}
