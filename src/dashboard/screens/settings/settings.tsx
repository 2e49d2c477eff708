import { useMemo } from 'react';
import { useRead } from '../../api/use-read.ts';
import { SettingsWorkspaceDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Fallback } from '../../shell/fallback.tsx';
import { TroubleNotice } from '../../ui/notice.tsx';
import { Page, Skeleton } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Containment } from './containment.tsx';
import { General } from './general.tsx';
import { Leaks } from './leaks.tsx';
import { Mutes } from './mutes.tsx';
import { Thresholds } from './thresholds.tsx';

/** What holds for the whole workspace. */
export function Settings() {
  const { isAdmin } = useWorkspace();
  return isAdmin ? <Loaded /> : <Fallback code="FORBIDDEN" />;
}

function Loaded() {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(() => ({ workspaceId }), [workspaceId]);
  const { data, trouble, again } = useRead(SettingsWorkspaceDocument, variables);
  return (
    <Page title="Settings" lead="What holds for the whole workspace.">
      {trouble !== undefined && <TroubleNotice trouble={trouble} onAgain={again} />}
      {data === undefined && trouble === undefined && <Skeleton height={320} label="Loading the settings" />}
      {data !== undefined && (
        <Tabs
          tabs={[
            { id: 'general', label: 'General', panel: <General workspace={data.workspace} /> },
            { id: 'thresholds', label: 'Thresholds', panel: <Thresholds /> },
            { id: 'mutes', label: 'Mutes', panel: <Mutes /> },
            { id: 'containment', label: 'Containment', panel: <Containment /> },
            { id: 'leaks', label: 'Leaks', panel: <Leaks workspace={data.workspace} /> },
          ]}
        />
      )}
    </Page>
  );
}
