import { useAction } from '../../api/use-action.ts';
import { ServerUpdateDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { isolated } from '../../ui/isolate.ts';
import { tell } from '../../ui/toasts.tsx';
import type { ServerData } from './server-data.ts';

/** Switches a server off, so that nothing opens it, or on again. */
export function ToggleServer({ server, onClose }: { readonly server: ServerData; onClose(): void }) {
  const { id: workspaceId } = useWorkspace();
  const [update] = useAction(ServerUpdateDocument);
  const off = server.status === 'ACTIVE';
  const act = async () => {
    const outcome = await update({ workspaceId, serverId: server.id, status: off ? 'INACTIVE' : 'ACTIVE' });
    if (outcome.done)
      tell({ title: off ? `“${isolated(server.name)}” is off` : `“${isolated(server.name)}” is on` });
    return outcome;
  };
  return (
    <Confirm
      open
      onClose={onClose}
      danger={off}
      title={off ? `Switch off “${isolated(server.name)}”?` : `Switch on “${isolated(server.name)}”?`}
      verb={off ? 'Switch off' : 'Switch on'}
      act={act}
    >
      {off
        ? 'Requests that name it are refused at once, with SERVER_INACTIVE. Keys stay as they are; you can switch it on again.'
        : 'Keys open it again from the next request on.'}
    </Confirm>
  );
}
