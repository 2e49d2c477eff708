import type { ComponentType } from 'react';
import type { KeyAction, KeyDialogProps } from './actions-of.ts';
import { EditKey } from './edit-key.tsx';
import { DeleteKey, ResumeKey, RevokeKey, SuspendKey } from './key-states.tsx';
import { RevealKey } from './reveal-key.tsx';
import { RotateKey } from './rotate-key.tsx';

const DIALOGS: Readonly<Record<KeyAction, ComponentType<KeyDialogProps>>> = {
  EDIT: EditKey,
  ROTATE: RotateKey,
  REVEAL: RevealKey,
  SUSPEND: SuspendKey,
  RESUME: ResumeKey,
  REVOKE: RevokeKey,
  DELETE: DeleteKey,
};

/** The dialog that does one thing to one key: asks, does it, tells what came of it. Mount it while it is open. */
export function KeyActionDialog({ action, ...rest }: KeyDialogProps & { readonly action: KeyAction }) {
  const Chosen = DIALOGS[action];
  return <Chosen {...rest} />;
}
