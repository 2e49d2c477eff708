import { useAction } from '../../api/use-action.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { ServerSetSensitivityDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { TroubleNotice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { SensitivityField } from '../../ui/sensitivity-field.tsx';
import { tell } from '../../ui/toasts.tsx';
import type { ServerData } from './server-data.ts';
import style from './servers.module.css';

/** How easily the detector tells of keys that list this server. */
export function ServerSensitivity({ server }: { readonly server: ServerData }) {
  const { id: workspaceId } = useWorkspace();
  const [set] = useAction(ServerSetSensitivityDocument);
  const { busy, trouble, submit } = useSubmit();
  return (
    <Card title="Detector">
      <div className={style['form']}>
        <SensitivityField
          value={server.sensitivity}
          inherited="That of the workspace"
          disabled={busy}
          onChange={(sensitivity) =>
            void submit(async () => {
              const outcome = await set({ workspaceId, serverId: server.id, sensitivity });
              if (outcome.done) tell({ title: 'The sensitivity is changed' });
              return outcome;
            })
          }
        />
        {trouble !== undefined && <TroubleNotice trouble={trouble} />}
      </div>
    </Card>
  );
}
