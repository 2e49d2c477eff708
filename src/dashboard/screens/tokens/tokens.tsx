import { useMemo, useState } from 'react';
import { useAction } from '../../api/use-action.ts';
import { usePages } from '../../api/use-pages.ts';
import { TokenRevokeDocument, TokensListDocument, type TokensListQuery } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Fallback } from '../../shell/fallback.tsx';
import { Badge, words } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/column.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { isolated } from '../../ui/isolate.ts';
import { Empty } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { tell } from '../../ui/toasts.tsx';
import { useParam } from '../../ui/use-param.ts';
import { CreateToken } from './create-token.tsx';

type Token = TokensListQuery['accessTokens']['edges'][number]['node'];

/** What machines hold to call Keywatch itself. */
export function Tokens() {
  const { isAdmin } = useWorkspace();
  return isAdmin ? <List /> : <Fallback code="FORBIDDEN" />;
}

function List() {
  const { id: workspaceId } = useWorkspace();
  const [creating, setCreating] = useParam('create');
  const [revoking, setRevoking] = useState<Token>();
  const pages = usePages(
    TokensListDocument,
    useMemo(() => ({ workspaceId }), [workspaceId]),
    listOf,
  );
  return (
    <Page
      title="Tokens"
      lead="What machines hold to call Keywatch itself. Gateway tokens verify keys, admin tokens open GraphQL."
      actions={
        <Button look="primary" onClick={() => setCreating('1')}>
          Make a token
        </Button>
      }
    >
      <Card flush>
        <Table
          label="Tokens"
          columns={columnsOf(setRevoking)}
          rows={pages.rows}
          rowKey={({ id }) => id}
          read={pages}
          onMore={pages.more}
          readAll={pages.readAll}
          empty={
            <Empty title="No tokens yet">
              Make a gateway token, and your gateway can ask whether a key is good.
            </Empty>
          }
          fileName="tokens"
        />
      </Card>
      {creating !== '' && <CreateToken onClose={() => setCreating('')} />}
      {revoking !== undefined && <Revoke token={revoking} onClose={() => setRevoking(undefined)} />}
    </Page>
  );
}

function columnsOf(revoke: (token: Token) => void): readonly Column<Token>[] {
  return [
    { title: 'Name', cell: ({ name }) => <bdi>{name}</bdi>, csv: ({ name }) => name },
    { title: 'Kind', cell: ({ kind }) => <Badge>{words(kind)}</Badge>, csv: ({ kind }) => kind },
    {
      title: 'Scopes',
      cell: ({ restricted, scopes }) => (restricted ? <code>{scopes.join(', ')}</code> : 'All of its kind'),
      csv: ({ scopes }) => scopes.join(' '),
    },
    {
      title: 'Made by',
      cell: ({ createdBy }) => <bdi>{createdBy.name}</bdi>,
      csv: ({ createdBy }) => createdBy.name,
    },
    {
      title: 'Made',
      cell: ({ createdAt }) => <Time at={createdAt} as="day" />,
      csv: ({ createdAt }) => createdAt,
    },
    {
      title: 'Last used',
      cell: ({ lastUsedAt }) => <Time at={lastUsedAt} as="relative" />,
      csv: ({ lastUsedAt }) => lastUsedAt,
    },
    {
      title: 'Expires',
      cell: ({ expiresAt }) => <Time at={expiresAt} as="relative" />,
      csv: ({ expiresAt }) => expiresAt,
    },
    {
      title: 'Actions',
      end: true,
      cell: (token) => (
        <Button size="small" aria-haspopup="dialog" onClick={() => revoke(token)}>
          Revoke
        </Button>
      ),
    },
  ];
}

function Revoke({ token, onClose }: { readonly token: Token; onClose(): void }) {
  const { id: workspaceId } = useWorkspace();
  const [revoke] = useAction(TokenRevokeDocument);
  const act = async () => {
    const outcome = await revoke({ workspaceId, accessTokenId: token.id });
    if (outcome.done) tell({ title: `“${isolated(token.name)}” is revoked` });
    return outcome;
  };
  return (
    <Confirm
      open
      onClose={onClose}
      danger
      title={`Revoke “${isolated(token.name)}”?`}
      verb="Revoke token"
      act={act}
    >
      {token.kind === 'GATEWAY'
        ? 'Whatever verifies keys with it is refused within a second. '
        : 'Whatever calls GraphQL with it is refused within a second. '}
      {token.lastUsedAt === null ? (
        'It was never used.'
      ) : (
        <>
          It was last used <Time at={token.lastUsedAt} as="relative" />.
        </>
      )}{' '}
      This cannot be undone.
    </Confirm>
  );
}

function listOf({ accessTokens }: TokensListQuery) {
  return accessTokens;
}
