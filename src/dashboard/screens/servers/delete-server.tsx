import { useLocation } from 'wouter';
import { useAction } from '../../api/use-action.ts';
import { ServerDeleteDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { count } from '../../ui/figures.ts';
import { isolated } from '../../ui/isolate.ts';
import { tell } from '../../ui/toasts.tsx';
import type { ServerData } from './server-data.ts';

/** Deletes a server once its slug was typed. */
export function DeleteServer({ server, onClose }: { readonly server: ServerData; onClose(): void }) {
  const { id: workspaceId } = useWorkspace();
  const [, go] = useLocation();
  const [remove] = useAction(ServerDeleteDocument);
  const act = async () => {
    const outcome = await remove({ workspaceId, serverId: server.id, confirmSlug: server.slug });
    if (outcome.done) {
      tell({ title: `“${isolated(server.name)}” is deleted` });
      go('/servers');
    }
    return outcome;
  };
  return (
    <Confirm
      open
      onClose={onClose}
      danger
      title={`Delete “${isolated(server.name)}”?`}
      verb="Delete server"
      typed={server.slug}
      act={act}
    >
      {count(server.keyCount)} {server.keyCount === 1 ? 'key opens' : 'keys open'} it now. Those that are
      confined to it open nothing then. What was counted stays. This cannot be undone.
    </Confirm>
  );
}
