import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import {
  KeyActionDeleteDocument,
  KeyActionResumeDocument,
  KeyActionRevokeDocument,
  KeyActionSuspendDocument,
} from '../gql/graphql.ts';
import { useWorkspace } from '../session/session.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { TextField } from '../ui/field.tsx';
import { isolated } from '../ui/isolate.ts';
import { tell } from '../ui/toasts.tsx';
import type { KeyDialogProps } from './actions-of.ts';
import { KeyName, KeyTitle } from './key-name.tsx';
import { tellPropagation } from './tell-propagation.ts';

/** Suspends a key; the news of it has a button that resumes it. */
export function SuspendKey({ apiKey, onClose }: KeyDialogProps) {
  const { id: workspaceId } = useWorkspace();
  const [reason, setReason] = useState('');
  const [suspend] = useAction(KeyActionSuspendDocument);
  const [resume] = useAction(KeyActionResumeDocument);
  const target = { workspaceId, keyId: apiKey.id };
  const undo = async () => {
    const outcome = await resume(target);
    if (!outcome.done)
      tell({ tone: 'danger', title: 'It is still suspended', text: outcome.trouble.message });
  };
  const act = async () => {
    const outcome = await suspend({ ...target, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) });
    if (outcome.done) {
      tellPropagation(outcome.value.propagation, {
        title: `${isolated(apiKey.name)} is suspended`,
        action: { label: 'Resume', run: () => void undo() },
      });
    }
    return outcome;
  };
  return (
    <Confirm
      open
      onClose={onClose}
      title={<KeyTitle verb="Suspend" apiKey={apiKey} />}
      verb="Suspend key"
      act={act}
    >
      <KeyName apiKey={apiKey} /> opens nothing until it is resumed. Its clients are refused from the next
      request on, with the code SUSPENDED.
      <TextField
        label="Reason"
        hint="For the audit log. May be left empty."
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
    </Confirm>
  );
}

/** Lets a suspended key open again what it opened; the news of it has a button that suspends it again. */
export function ResumeKey({ apiKey, onClose }: KeyDialogProps) {
  const { id: workspaceId } = useWorkspace();
  const [suspend] = useAction(KeyActionSuspendDocument);
  const [resume] = useAction(KeyActionResumeDocument);
  const target = { workspaceId, keyId: apiKey.id };
  const undo = async () => {
    const outcome = await suspend(target);
    if (!outcome.done) tell({ tone: 'danger', title: 'It is not suspended', text: outcome.trouble.message });
  };
  const act = async () => {
    const outcome = await resume(target);
    if (outcome.done) {
      tellPropagation(outcome.value.propagation, {
        title: `${isolated(apiKey.name)} is resumed`,
        action: { label: 'Suspend again', run: () => void undo() },
      });
    }
    return outcome;
  };
  return (
    <Confirm
      open
      onClose={onClose}
      title={<KeyTitle verb="Resume" apiKey={apiKey} />}
      verb="Resume key"
      act={act}
    >
      <KeyName apiKey={apiKey} /> opens again what it opened before, for everybody who has it. Where it was
      stolen, rotate it instead.
    </Confirm>
  );
}

/** Revokes a key for good. */
export function RevokeKey({ apiKey, onClose }: KeyDialogProps) {
  const { id: workspaceId } = useWorkspace();
  const [revoke] = useAction(KeyActionRevokeDocument);
  const act = async () => {
    const outcome = await revoke({ workspaceId, keyId: apiKey.id });
    if (outcome.done) {
      tellPropagation(outcome.value.propagation, {
        title: `${isolated(apiKey.name)} is revoked`,
        text: 'No verifier accepts it any more.',
      });
    }
    return outcome;
  };
  return (
    <Confirm
      open
      danger
      onClose={onClose}
      title={<KeyTitle verb="Revoke" apiKey={apiKey} />}
      verb="Revoke key"
      act={act}
    >
      <KeyName apiKey={apiKey} /> opens nothing from the next request on. This cannot be undone: to stop it
      for a while, suspend it; to replace it without an outage, rotate it. Its usage and its audit trail stay.
    </Confirm>
  );
}

/** Deletes a key, so that it is on no list any more. */
export function DeleteKey({ apiKey, onClose, onDeleted }: KeyDialogProps) {
  const { id: workspaceId } = useWorkspace();
  const [remove] = useAction(KeyActionDeleteDocument);
  const act = async () => {
    const outcome = await remove({ workspaceId, keyId: apiKey.id });
    if (outcome.done) {
      onDeleted?.();
      tellPropagation(outcome.value.propagation, { title: `${isolated(apiKey.name)} is deleted` });
    }
    return outcome;
  };
  return (
    <Confirm
      open
      danger
      onClose={onClose}
      title={<KeyTitle verb="Delete" apiKey={apiKey} />}
      verb="Delete key"
      act={act}
    >
      <KeyName apiKey={apiKey} /> is revoked and leaves every list. This cannot be undone. What it did stays
      counted.
    </Confirm>
  );
}
