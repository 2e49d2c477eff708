import { useMemo, useState } from 'react';
import { useRead } from '../../api/use-read.ts';
import { ServerDetailDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Fallback } from '../../shell/fallback.tsx';
import { StatusBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { TroubleNotice } from '../../ui/notice.tsx';
import { Page, Skeleton } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { ClientConfigs } from './client-configs.tsx';
import { DeleteServer } from './delete-server.tsx';
import type { ServerData } from './server-data.ts';
import { ServerOverview } from './server-overview.tsx';
import { ServerSettings } from './server-settings.tsx';
import { ToggleServer } from './toggle-server.tsx';

/** One server: what it is, how clients reach it, what holds for its keys. */
export function Server({ params }: { readonly params: Record<string, string> }) {
  const { id: workspaceId } = useWorkspace();
  const id = params['serverId'] ?? '';
  const variables = useMemo(() => ({ workspaceId, id }), [workspaceId, id]);
  const { data, trouble, again } = useRead(ServerDetailDocument, variables);
  if (data !== undefined) return <Shown server={data.server} />;
  if (trouble?.code === 'NOT_FOUND') return <Fallback />;
  return (
    <Page title="Server">
      {trouble === undefined ? (
        <Skeleton height={320} label="Loading the server" />
      ) : (
        <TroubleNotice trouble={trouble} onAgain={again} />
      )}
    </Page>
  );
}

function Shown({ server }: { readonly server: ServerData }) {
  const { isAdmin } = useWorkspace();
  const [doing, setDoing] = useState<'TOGGLE' | 'DELETE'>();
  const stop = () => setDoing(undefined);
  return (
    <Page
      title={server.name}
      heading={
        <>
          <bdi>{server.name}</bdi> <StatusBadge status={server.status} />
        </>
      }
      lead={server.description ?? undefined}
      actions={
        isAdmin && (
          <>
            <Button onClick={() => setDoing('TOGGLE')}>
              {server.status === 'ACTIVE' ? 'Switch off' : 'Switch on'}
            </Button>
            <Button onClick={() => setDoing('DELETE')}>Delete</Button>
          </>
        )
      }
    >
      <Tabs
        tabs={[
          { id: 'overview', label: 'Overview', panel: <ServerOverview server={server} /> },
          { id: 'clients', label: 'Clients', panel: <ClientConfigs server={server} /> },
          ...(isAdmin
            ? [{ id: 'settings', label: 'Settings', panel: <ServerSettings server={server} /> }]
            : []),
        ]}
      />
      {doing === 'TOGGLE' && <ToggleServer server={server} onClose={stop} />}
      {doing === 'DELETE' && <DeleteServer server={server} onClose={stop} />}
    </Page>
  );
}
