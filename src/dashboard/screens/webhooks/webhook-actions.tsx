import { useState } from 'react';
import { useLocation } from 'wouter';
import { useAction } from '../../api/use-action.ts';
import { useSubmit } from '../../api/use-submit.ts';
import {
  WebhookDeleteDocument,
  WebhookDisableDocument,
  WebhookEnableDocument,
  WebhookTestDocument,
} from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { isolated } from '../../ui/isolate.ts';
import { TroubleNotice } from '../../ui/notice.tsx';
import { tell } from '../../ui/toasts.tsx';
import type { Endpoint } from './endpoint.ts';

interface ActionsProps {
  readonly endpoint: Endpoint;
}

/** What can be done about an endpoint. */
export function WebhookActions({ endpoint }: ActionsProps) {
  const { id: workspaceId } = useWorkspace();
  const [doing, setDoing] = useState<'DISABLE' | 'DELETE'>();
  const [enable] = useAction(WebhookEnableDocument);
  const [test] = useAction(WebhookTestDocument);
  const { busy, trouble, submit } = useSubmit();
  const variables = { workspaceId, endpointId: endpoint.id };
  const sendTest = async () => {
    if ((await submit(async () => await test(variables))) === undefined) return;
    tell({ title: 'A test event is on its way', text: 'It stands first among the deliveries.' });
  };
  const enableIt = async () => {
    if ((await submit(async () => await enable(variables))) === undefined) return;
    tell({ title: 'New events are delivered again' });
  };
  const stop = () => setDoing(undefined);
  return (
    <>
      {trouble !== undefined && <TroubleNotice trouble={trouble} />}
      <Button busy={busy} disabled={endpoint.disabledAt !== null} onClick={() => void sendTest()}>
        Send test event
      </Button>
      {endpoint.disabledAt === null ? (
        <Button onClick={() => setDoing('DISABLE')}>Disable</Button>
      ) : (
        <Button look="primary" busy={busy} onClick={() => void enableIt()}>
          Enable
        </Button>
      )}
      <Button onClick={() => setDoing('DELETE')}>Delete</Button>
      {doing === 'DISABLE' && <Disable endpoint={endpoint} onClose={stop} />}
      {doing === 'DELETE' && <Delete endpoint={endpoint} onClose={stop} />}
    </>
  );
}

function Disable({ endpoint, onClose }: ActionsProps & { onClose(): void }) {
  const { id: workspaceId } = useWorkspace();
  const [disable] = useAction(WebhookDisableDocument);
  const act = async () => {
    const outcome = await disable({ workspaceId, endpointId: endpoint.id });
    if (outcome.done) tell({ title: 'The webhook is disabled' });
    return outcome;
  };
  return (
    <Confirm
      open
      onClose={onClose}
      title={`Disable “${isolated(endpoint.description ?? endpoint.url)}”?`}
      verb="Disable"
      act={act}
    >
      What waits fails, and new events are not kept for it. You can enable it again.
    </Confirm>
  );
}

function Delete({ endpoint, onClose }: ActionsProps & { onClose(): void }) {
  const { id: workspaceId } = useWorkspace();
  const [, go] = useLocation();
  const [remove] = useAction(WebhookDeleteDocument);
  const act = async () => {
    const outcome = await remove({ workspaceId, endpointId: endpoint.id });
    if (outcome.done) {
      tell({ title: 'The webhook is deleted' });
      go('/webhooks');
    }
    return outcome;
  };
  return (
    <Confirm
      open
      onClose={onClose}
      danger
      title={`Delete “${isolated(endpoint.description ?? endpoint.url)}”?`}
      verb="Delete webhook"
      act={act}
    >
      Its deliveries are deleted with it. An attempt that is under way may still arrive. This cannot be
      undone.
    </Confirm>
  );
}
