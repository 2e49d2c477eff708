import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { useRead } from '../../api/use-read.ts';
import { ContainmentBanner } from '../../containment/containment-banner.tsx';
import { KeyViewDocument } from '../../gql/graphql.ts';
import { mayChange } from '../../key-actions/actions-of.ts';
import { KeyMenu } from '../../key-actions/key-menu.tsx';
import { KeyHint } from '../../key-actions/key-name.tsx';
import { useViewer, useWorkspace } from '../../session/session.tsx';
import { Fallback } from '../../shell/fallback.tsx';
import { StatusBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice, TroubleNotice } from '../../ui/notice.tsx';
import { Page, Skeleton } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AlertsTab } from './alerts-tab.tsx';
import { AuditTab } from './audit-tab.tsx';
import { ContainButton } from './contain-button.tsx';
import style from './key.module.css';
import { KeyAbout } from './key-about.tsx';
import type { KeyDetail } from './key-detail.ts';
import { LimitsTab } from './limits-tab.tsx';
import { MetadataTab } from './metadata-tab.tsx';
import { SourcesTab } from './sources-tab.tsx';
import { UsageTab } from './usage-tab.tsx';

const EVERY_MS = 60_000;

/** One key: what it does, where from, what was found about it, and what it may. */
export function Key({ params }: { readonly params: Record<string, string> }) {
  const { id: workspaceId } = useWorkspace();
  const keyId = params['keyId'] ?? '';
  const variables = useMemo(() => ({ workspaceId, keyId }), [workspaceId, keyId]);
  const { data, trouble, again } = useRead(KeyViewDocument, variables, { everyMs: EVERY_MS });
  if (trouble?.code === 'NOT_FOUND' || trouble?.code === 'INVALID_INPUT') return <Fallback />;
  if (data === undefined) {
    return (
      <Page title="Key">
        {trouble === undefined ? (
          <Skeleton height={420} label="Loading the key" />
        ) : (
          <TroubleNotice trouble={trouble} onAgain={again} />
        )}
      </Page>
    );
  }
  return (
    <>
      <Loaded apiKey={data.key} />
      {trouble !== undefined && <TroubleNotice trouble={trouble} onAgain={again} />}
    </>
  );
}

function Loaded({ apiKey }: { readonly apiKey: KeyDetail }) {
  const [, go] = useLocation();
  const workspace = useWorkspace();
  const mayEdit = mayChange(apiKey, useViewer(), workspace);
  const isAlive = apiKey.status !== 'REVOKED';
  return (
    <Page
      title={apiKey.name}
      heading={
        <span className={style['head']}>
          <bdi>{apiKey.name}</bdi> <StatusBadge status={apiKey.status} />
        </span>
      }
      lead={
        <>
          <KeyHint apiKey={apiKey} /> · {apiKey.environment}
          {apiKey.description && (
            <>
              {' · '}
              <bdi>{apiKey.description}</bdi>
            </>
          )}
        </>
      }
      actions={
        <>
          {mayEdit && isAlive && <ContainButton apiKey={apiKey} />}
          <KeyMenu apiKey={apiKey} trigger={<Button>Actions</Button>} onDeleted={() => go('/keys')} />
        </>
      }
    >
      {apiKey.containment && (
        <ContainmentBanner
          keyId={apiKey.id}
          keyName={apiKey.name}
          containment={apiKey.containment}
          mayUndo={mayEdit}
        />
      )}
      <Warnings warnings={apiKey.warnings} />
      <KeyAbout apiKey={apiKey} />
      <Tabs
        tabs={[
          { id: 'usage', label: 'Usage', panel: <UsageTab apiKey={apiKey} /> },
          { id: 'sources', label: 'Sources', panel: <SourcesTab keyId={apiKey.id} /> },
          { id: 'alerts', label: 'Alerts', panel: <AlertsTab keyId={apiKey.id} /> },
          ...(workspace.isAdmin
            ? [{ id: 'audit', label: 'Audit trail', panel: <AuditTab keyId={apiKey.id} /> }]
            : []),
          {
            id: 'metadata',
            label: 'Metadata',
            panel: <MetadataTab apiKey={apiKey} mayEdit={mayEdit && isAlive} />,
          },
          {
            id: 'limits',
            label: 'Limits',
            panel: <LimitsTab apiKey={apiKey} mayEdit={mayEdit && isAlive} />,
          },
        ]}
      />
    </Page>
  );
}

function Warnings({ warnings }: { readonly warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <Notice>
      {warnings.length === 1 ? (
        warnings[0]
      ) : (
        <ul className={style['warnings']}>
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
