import { useMemo } from 'react';
import { Link } from 'wouter';
import { useRead } from '../../api/use-read.ts';
import { useSpan } from '../../api/use-span.ts';
import { ServerUsageDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { words } from '../../ui/badge.tsx';
import { count, duration, share } from '../../ui/figures.ts';
import { TroubleNotice } from '../../ui/notice.tsx';
import { Card, Facts, SkeletonLines } from '../../ui/page.tsx';
import { Time } from '../../ui/time.tsx';
import type { ServerData } from './server-data.ts';
import style from './servers.module.css';

/** What a server is, and what it did in the last day. */
export function ServerOverview({ server }: { readonly server: ServerData }) {
  return (
    <div className={style['columns']}>
      <Card title="What it is">
        <Facts
          facts={[
            ['Slug', <code key="slug">{server.slug}</code>],
            ['Environment', <bdi key="environment">{server.environment}</bdi>],
            ['Upstream', server.upstream === null ? '–' : <bdi key="upstream">{server.upstream}</bdi>],
            ['Refusals', DIALECTS[server.errorDialect]],
            ['Limit of its keys', limitText(server)],
            ['Scopes', server.scopes.length === 0 ? 'any' : <Scopes key="scopes" names={server.scopes} />],
            [
              'Scopes of new keys',
              <Scopes
                key="default"
                names={server.defaultScopes.length === 0 ? ['mcp:read'] : server.defaultScopes}
              />,
            ],
            [
              'Key format',
              server.keyFormat === null ? (
                'that of the workspace'
              ) : (
                <code key="format">{server.keyFormat}</code>
              ),
            ],
            [
              'Sensitivity',
              server.sensitivity === null ? 'that of the workspace' : words(server.sensitivity),
            ],
            ['Added', <Time key="added" at={server.createdAt} />],
          ]}
        />
      </Card>
      <LastDay server={server} />
    </div>
  );
}

/** How forward-auth words refusals. */
export const DIALECTS = {
  PROBLEM: 'Problem details (RFC 9457)',
  AI2FIN: 'JSON-RPC error (AI2FIN)',
  MCP_CLOUD: '{ error: { code, message, type } } (MCP Cloud)',
} as const;

function limitText({ ratePerMinute, burst }: ServerData): string {
  if (ratePerMinute === null) return 'that of the workspace';
  const limit = `${count(ratePerMinute)} a minute`;
  return burst === null ? limit : `${limit}, ${count(burst)} at once`;
}

function Scopes({ names }: { readonly names: readonly string[] }) {
  return (
    <span className={style['scopes']}>
      {names.map((name) => (
        <code key={name}>{name}</code>
      ))}
    </span>
  );
}

function LastDay({ server: { id, keyCount } }: { readonly server: ServerData }) {
  const { id: workspaceId } = useWorkspace();
  const span = useSpan(workspaceId, 24);
  const variables = useMemo(() => ({ ...span, id }), [span, id]);
  const { data, trouble, again } = useRead(ServerUsageDocument, variables);
  return (
    <Card
      title="The last 24 hours"
      actions={
        <>
          <Link href={`/overview?server=${id}`}>Its usage</Link>
          <Link href={`/keys?server=${id}`}>Its keys</Link>
        </>
      }
    >
      {trouble !== undefined && <TroubleNotice trouble={trouble} onAgain={again} />}
      {data === undefined && trouble === undefined && <SkeletonLines lines={4} />}
      {data !== undefined && (
        <Facts
          facts={[
            ['Keys that open it', count(keyCount)],
            ['Requests', count(data.usage.totals.requests)],
            ['Denied', count(data.usage.totals.denied)],
            ['Errors', share(data.usage.totals.errorRate)],
            ['p95', duration(data.usage.totals.p95Ms)],
          ]}
        />
      )}
    </Card>
  );
}
