import { useMemo, useState } from 'react';
import type { Trouble } from '../../api/trouble.ts';
import { useAction } from '../../api/use-action.ts';
import { useRead } from '../../api/use-read.ts';
import {
  type KeyFilterInput,
  type KeyRevocationFilter,
  KeysRevokeManyDocument,
  KeysToRevokeDocument,
} from '../../gql/graphql.ts';
import { tellPropagation } from '../../key-actions/tell-propagation.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { count } from '../../ui/figures.ts';
import { Notice, TroubleNotice } from '../../ui/notice.tsx';
import { SkeletonLines } from '../../ui/page.tsx';
import { KeySample } from './bulk-states.tsx';

/** The most keys that are revoked by their ids. */
export const REVOKED_AT_ONCE_MAX = 1_000;

/** The filter of the list, as a revocation takes it; undefined where it narrows nothing. */
export function revocationOf(filter: KeyFilterInput): KeyRevocationFilter | undefined {
  return Object.keys(filter).length === 0 ? undefined : filter;
}

interface RevokeManyProps {
  readonly filter: KeyRevocationFilter;
  onClose(): void;
  onDone(): void;
}

/** Shows what would be revoked, and revokes exactly that; where other keys fit by then, it shows these first. */
export function RevokeMany({ filter, onClose, onDone }: RevokeManyProps) {
  const { id: workspaceId } = useWorkspace();
  const [asked] = useState(filter);
  const variables = useMemo(() => ({ workspaceId, filter: asked }), [workspaceId, asked]);
  const { data, trouble, stale, again } = useRead(KeysToRevokeDocument, variables);
  const [typed, setTyped] = useState('');
  const [refusal, setRefusal] = useState<Trouble>();
  const [revoke, running] = useAction(KeysRevokeManyDocument);
  const preview = data?.apiKeysToRevoke;
  const total = preview?.count ?? 0;
  const submit = async () => {
    setRefusal(undefined);
    const outcome = await revoke({
      workspaceId,
      filter: asked,
      expectedCount: total,
      token: preview?.token ?? null,
    });
    if (outcome.done) {
      tellPropagation(outcome.value.propagation, {
        title: `${count(outcome.value.count)} keys are revoked`,
        text: 'No verifier accepts them any more.',
      });
      onDone();
      onClose();
      return;
    }
    setRefusal(outcome.trouble);
    if (outcome.trouble.code === 'PREVIEW_OUTDATED') {
      setTyped('');
      again();
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={preview === undefined ? 'Revoke keys?' : `Revoke ${count(total)} keys?`}
      lead="They open nothing from the next request on. This cannot be undone."
      onSubmit={() => void submit()}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            look="danger"
            busy={running}
            disabled={total === 0 || stale || typed.trim() !== String(total)}
          >
            Revoke {count(total)} keys
          </Button>
        </>
      }
    >
      {refusal !== undefined && <Refused refusal={refusal} />}
      {trouble !== undefined && <TroubleNotice trouble={trouble} onAgain={again} />}
      {preview === undefined && trouble === undefined && <SkeletonLines label="Looking which keys fit" />}
      {preview !== undefined && total === 0 && (
        <Notice>No key that is not revoked already fits. There is nothing to do.</Notice>
      )}
      {preview !== undefined && total > 0 && (
        <>
          <KeySample keys={preview.sample} total={total} />
          <TextField
            label={`Type ${String(total)} to go on`}
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={setTyped}
          />
        </>
      )}
    </Dialog>
  );
}

function Refused({ refusal }: { readonly refusal: Trouble }) {
  if (refusal.code !== 'PREVIEW_OUTDATED') return <TroubleNotice trouble={refusal} />;
  return (
    <Notice tone="warning">
      Other keys fit than you were shown: some were made, used or revoked meanwhile. Nothing was revoked.
      Below is what fits now; look at it again.
    </Notice>
  );
}
