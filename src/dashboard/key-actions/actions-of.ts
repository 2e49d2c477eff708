import type { ActedKeyFragment } from '../gql/graphql.ts';

/** A key as its actions need it: spread the fragment `ActedKey` where a screen asks for keys. */
export type ActedKey = ActedKeyFragment;

/** Something that can be done to one key. */
export type KeyAction = 'EDIT' | 'ROTATE' | 'REVEAL' | 'SUSPEND' | 'RESUME' | 'REVOKE' | 'DELETE';

/** Admins change all keys, members their own ones, viewers none. */
export function mayChange(
  key: Pick<ActedKey, 'owner'>,
  viewer: { readonly id: string },
  { isAdmin, mayHaveKeys }: { readonly isAdmin: boolean; readonly mayHaveKeys: boolean },
): boolean {
  return isAdmin || (mayHaveKeys && key.owner.id === viewer.id);
}

/** What can be done to a key as it is, the harmless first. Whoever asks must be one who may change it. */
export function actionsOf(key: Pick<ActedKey, 'status' | 'suspendedAt' | 'recoverable'>): KeyAction[] {
  const alive = key.status !== 'REVOKED';
  const possible: readonly (readonly [KeyAction, boolean])[] = [
    ['EDIT', alive],
    ['ROTATE', key.status === 'ACTIVE'],
    ['REVEAL', alive && key.recoverable],
    ['SUSPEND', key.status === 'ACTIVE'],
    ['RESUME', alive && key.suspendedAt !== null],
    ['REVOKE', alive],
    ['DELETE', true],
  ];
  return possible.filter(([, is]) => is).map(([action]) => action);
}

/** What the dialogs of a key are given. */
export interface KeyDialogProps {
  readonly apiKey: ActedKey;
  onClose(): void;
  /** The key is found no more: its own screen has to leave. */
  readonly onDeleted?: (() => void) | undefined;
}
