import { useState } from 'react';
import { useAction } from '../../api/use-action.ts';
import { WebhookRotateDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Copyable } from '../../ui/copy.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Card } from '../../ui/page.tsx';
import { SecretDialog } from '../../ui/secret-dialog.tsx';
import { Time } from '../../ui/time.tsx';
import type { Endpoint } from './endpoint.ts';
import style from './webhooks.module.css';

const GRACE_HOURS = '24';

/** How deliveries are signed: the public keys, and the rotation of the secret. */
export function WebhookSignatures({ endpoint }: { readonly endpoint: Endpoint }) {
  const [rotating, setRotating] = useState(false);
  const { publicKey, previousPublicKey, previousUntil } = endpoint;
  return (
    <Card
      title="Signatures"
      actions={
        <Button size="small" onClick={() => setRotating(true)}>
          Rotate secret
        </Button>
      }
    >
      <div className={style['form']}>
        <p className="muted">
          Each delivery is signed twice after Standard Webhooks: with the secret (v1), and with a key pair
          (v1a) whose public half stands here.
        </p>
        {publicKey === null ? (
          <p>It has no key pair yet. Rotate its secret to give it one.</p>
        ) : (
          <Copyable label="Public key" text={publicKey} />
        )}
        {previousUntil !== null && (
          <>
            <p>
              Until <Time at={previousUntil} />, the secret and key of before sign as well.
            </p>
            {previousPublicKey !== null && <Copyable label="Public key of before" text={previousPublicKey} />}
          </>
        )}
      </div>
      {rotating && <Rotate endpoint={endpoint} onClose={() => setRotating(false)} />}
    </Card>
  );
}

function Rotate({ endpoint, onClose }: { readonly endpoint: Endpoint; onClose(): void }) {
  const { id: workspaceId } = useWorkspace();
  const [hours, setHours] = useState(GRACE_HOURS);
  const [given, setGiven] = useState<{ readonly secret: string; readonly warning: string }>();
  const [rotate] = useAction(WebhookRotateDocument);
  if (given !== undefined) {
    return (
      <SecretDialog
        title="The secret is rotated"
        warning={given.warning}
        secrets={[{ label: 'Signing secret', text: given.secret }]}
        onClose={onClose}
      />
    );
  }
  const act = async () => {
    const outcome = await rotate({ workspaceId, endpointId: endpoint.id, graceHours: Number(hours) });
    if (outcome.done) setGiven(outcome.value);
    return outcome;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      replaced
      title="Rotate the signing secret"
      lead="It gets another secret and another key pair. For the grace, deliveries are signed with both."
      verb="Rotate"
      act={act}
    >
      <TextField
        label="Grace in hours"
        hint="0 to 168; 0 ends the old secret at once."
        type="number"
        min={0}
        max={168}
        required
        value={hours}
        onChange={setHours}
      />
    </FormDialog>
  );
}
