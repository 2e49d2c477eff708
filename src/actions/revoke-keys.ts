import { hash } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { makeId } from '../core/id.ts';
import { insertKeyAudits } from '../storage/key-audit.ts';
import { findRevocableKeys, lockKeys, markKeysRevoked } from '../storage/key-bulk.ts';
import type { KeyFilter } from '../storage/key-filter.ts';
import { findServersOfWorkspace } from '../storage/servers.ts';
import type { Db } from '../storage/tenancy.ts';
import { raiseVersions } from '../storage/version-raises.ts';
import { shareWorkspace } from '../storage/workspaces.ts';
import type { Propagation } from './carry-versions.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { metadataAtInput } from './key-input.ts';
import {
  environmentInput,
  idInput,
  instantInput,
  parseInput,
  scopesInput,
  textInput,
} from './parse-input.ts';

/** Null is as if it were left out. */
const given = <Field extends z.ZodType>(field: Field) =>
  field.nullish().transform((value) => value ?? undefined);

const listInput = <Entry extends z.ZodType>(entry: Entry, max: number) =>
  given(z.array(entry).min(1, 'must name one').max(max, `must have at most ${max}`));

const idsInput = listInput(idInput, 1_000);

const filterInput = z.object({
  keyIds: idsInput,
  ownerIds: idsInput,
  serverIds: idsInput,
  environment: given(environmentInput),
  environments: listInput(environmentInput, 100),
  statuses: listInput(z.enum(['ACTIVE', 'SUSPENDED', 'EXPIRED', 'REVOKED']), 100),
  scopes: given(scopesInput.pipe(z.array(z.string()).min(1, 'must name one'))),
  createdBefore: given(instantInput),
  lastUsedBefore: given(instantInput),
  expiresBefore: given(instantInput),
  text: given(textInput.min(1, 'must not be empty').max(200, 'must have at most 200 characters')),
  nameContains: given(textInput.min(1, 'must not be empty').max(80, 'must have at most 80 characters')),
  metadata: given(metadataAtInput),
});

const schema = z.object({
  filter: filterInput,
  expectedCount: z.int(),
  token: z.string().nullish(),
});

type Given = { readonly workspaceId: string; readonly filter: z.input<typeof filterInput> };

/** The most keys that are revoked at once. */
const KEYS_MAX = 10_000;

/** What a bulk revocation would revoke. */
export interface RevocationPreview {
  readonly keyIds: readonly string[];
  /** Stands for exactly these keys. */
  readonly token: string;
}

/**
 * The keys that fit a filter and are not revoked. Refused with INVALID_INPUT where the filter names nothing or more than
 * 10,000 keys fit, and with NOT_FOUND where it names a server that is not the workspace's.
 */
export async function previewRevocation(
  deps: { readonly db: Db; readonly now: () => Date },
  { workspaceId, filter }: Given,
): Promise<RevocationPreview> {
  const parsed = parseInput(z.object({ filter: filterInput }), { filter });
  return await findRevocable(deps.db, filterOf(workspaceId, parsed.filter), deps.now());
}

/**
 * Revokes all keys that fit a filter, for good, in one transaction. When this returns with `DONE`, no verifier anywhere
 * accepts any of them. Refused with PREVIEW_OUTDATED where others fit than were expected, and as the preview is.
 */
export async function revokeKeys(
  deps: Pick<ActionDeps, 'storage' | 'carryVersions' | 'now' | 'randomBytes'>,
  actor: Actor,
  input: Given & { readonly expectedCount: number; readonly token?: string | null | undefined },
): Promise<{ keyIds: readonly string[]; propagation: Propagation }> {
  const { workspaceId, ...given } = input;
  const { filter, expectedCount, token } = parseInput(schema, given);
  const wanted = filterOf(workspaceId, filter);
  const keyIds = await deps.storage.transaction(async (db) => {
    const at = deps.now();
    await shareWorkspace(db, workspaceId);
    const seen = await findRevocable(db, wanted, at);
    await lockKeys(db, workspaceId, seen.keyIds);
    // What changed while the locks were waited for is seen only now.
    const found = await findRevocable(db, wanted, at);
    if (
      found.token !== seen.token ||
      found.keyIds.length !== expectedCount ||
      found.token !== (token ?? found.token)
    ) {
      throw new Refusal(
        'PREVIEW_OUTDATED',
        `expectedCount: ${found.keyIds.length} keys fit the filter now, or others than before; look at the preview again.`,
      );
    }
    await markKeysRevoked(db, workspaceId, found.keyIds, at);
    await raiseVersions(db, found.keyIds, at);
    await insertKeyAudits(
      db,
      { workspaceId, actor, action: 'key.revoked', at },
      { keyIds: found.keyIds, ids: found.keyIds.map(() => makeId(at, deps.randomBytes)) },
    );
    return found.keyIds;
  });
  return { keyIds, propagation: await deps.carryVersions(keyIds) };
}

async function findRevocable(db: Db, filter: KeyFilter, at: Date): Promise<RevocationPreview> {
  const { workspaceId, serverIds } = filter;
  if (serverIds !== undefined) {
    const servers = await findServersOfWorkspace(db, workspaceId, serverIds);
    if (servers.length < new Set(serverIds).size) {
      throw new Refusal(
        'NOT_FOUND',
        'filter.serverIds: this workspace has no such server; list its servers.',
      );
    }
  }
  const keyIds = await findRevocableKeys(db, filter, at, KEYS_MAX + 1);
  if (keyIds.length > KEYS_MAX) {
    throw new Refusal('INVALID_INPUT', `filter: more than ${KEYS_MAX} keys fit; narrow it and go in steps.`);
  }
  return { keyIds, token: hash('sha256', keyIds.join(), 'base64url') };
}

function filterOf(workspaceId: string, filter: z.output<typeof filterInput>): KeyFilter {
  if (Object.values(filter).every((each) => each === undefined)) {
    throw new Refusal('INVALID_INPUT', 'filter: must name at least one criterion.');
  }
  const { environment, environments, keyIds, ...rest } = filter;
  if (environment !== undefined && environments !== undefined) {
    throw new Refusal('INVALID_INPUT', 'filter: give either environment or environments, not both.');
  }
  return {
    ...rest,
    workspaceId,
    ids: keyIds,
    environments: environment === undefined ? environments : [environment],
  };
}
