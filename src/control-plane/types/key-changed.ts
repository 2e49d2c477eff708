import type { Propagation } from '../../actions/carry-versions.ts';
import type { KeyReach } from '../../actions/change-key.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf, type GraphqlContext } from '../context.ts';
import { idOf } from '../ids.ts';
import { keyRef } from './key.ts';
import { resolveKey } from './key-of.ts';
import { propagationRef } from './server.ts';

/** The seed's words. */
export const KEY_WARNING = 'Save this key now - it will not be shown again!';

interface Changed {
  readonly keyId: string;
  readonly propagation: Propagation;
}

/** Defines what a mutation answers that changed one key: the key, and whether verifiers know. */
export function defineKeyChanged(name: string) {
  return builder.objectRef<Changed>(name).implement({
    description: 'The key as it is now.',
    fields: (t) => ({
      key: t.prismaField({
        type: keyRef,
        resolve: resolveKey,
      }),
      propagation: t.expose('propagation', { type: propagationRef }),
    }),
  });
}

/** The key that a client names, within the reach of whoever asks: members have their own ones only. */
export function reachOf(
  context: GraphqlContext,
  { workspaceId, keyId }: { readonly workspaceId: string; readonly keyId: string },
): KeyReach {
  return { workspaceId, keyId: idOf(keyId), ownerId: confinedOwner(accessOf(context), workspaceId) };
}
