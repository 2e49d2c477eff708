import { Refusal } from '../core/errors.ts';
import { makeId } from '../core/id.ts';
import { digestOf } from '../core/key/digest.ts';
import { insertAudits } from '../storage/audit.ts';
import {
  findImportGround,
  findKnownDigests,
  type ImportedKeyRow,
  type ImportGround,
  insertImportedKeys,
  insertKeyServers,
} from '../storage/key-import.ts';
import type { Db } from '../storage/tenancy.ts';
import { shareWorkspace } from '../storage/workspaces.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { type ImportedKey, type ImportTarget, readImportRow } from './import-row.ts';
import { type ImportFormat, type ImportRow, parseImport } from './import-rows.ts';
import { unknownWorkspace } from './unknown-workspace.ts';

/** What became of one row. */
export interface ImportedRow {
  /** From 1, without the line of the columns. */
  readonly row: number;
  /** Null where the row was refused, and in a dry run. */
  readonly keyId: string | null;
  readonly refusal: Refusal | null;
}

/** A row that can be imported. */
interface Candidate {
  readonly row: number;
  readonly key: ImportedKey;
  readonly stored: ImportedKeyRow;
}

type Deps = Pick<ActionDeps, 'storage' | 'announceImport' | 'now' | 'randomBytes' | 'peppers'>;

/**
 * Imports keys by the SHA-256 of their secrets, so that they verify here with the secrets they have. Good rows are
 * imported in one transaction, whatever the others are; the same rows again change nothing. When this returns, every
 * verifier that Redis reaches knows the keys, also one that was asked for them before; others within 10 seconds. Refused
 * with INVALID_INPUT where the rows cannot be read at all, and with NOT_FOUND where the workspace was deleted.
 */
export async function importKeys(
  deps: Deps,
  actor: Actor,
  input: { workspaceId: string; format: ImportFormat; data: string; dryRun: boolean },
): Promise<readonly ImportedRow[]> {
  const { workspaceId, dryRun } = input;
  const rows = parseImport(input.format, input.data);
  const imported = await deps.storage.transaction(async (db) => {
    const now = deps.now();
    await shareWorkspace(db, workspaceId);
    const ground = await findImportGround(db, workspaceId);
    if (ground === null) throw unknownWorkspace();
    const target = targetOf(ground, actor, now);
    const outcomes = new Map<number, ImportedRow>();
    const refuse = (row: number, refusal: Refusal) => outcomes.set(row, { row, keyId: null, refusal });
    const read = rows.flatMap((row, index) =>
      readCandidate(deps, workspaceId, target, row, index + 1, refuse),
    );
    const candidates = await withoutKnown(deps, db, read, refuse);
    const inserted = dryRun ? undefined : await store(db, workspaceId, candidates, actor, now);
    for (const { row, stored } of candidates) {
      if (inserted?.has(stored.id) === false) refuse(row, duplicate());
      else outcomes.set(row, { row, keyId: dryRun ? null : stored.id, refusal: null });
    }
    return [...outcomes.values()].toSorted((a, b) => a.row - b.row);
  });
  if (!dryRun) await deps.announceImport();
  return imported;
}

type Refuse = (row: number, refusal: Refusal) => void;

function targetOf(ground: ImportGround, actor: Actor, now: Date): ImportTarget {
  return {
    actorId: actor.userId,
    workspace: ground.workspace,
    owners: new Map(ground.owners.map((owner) => [owner.email, owner])),
    servers: new Map(ground.servers.map((server) => [server.slug, server])),
    now,
  };
}

function readCandidate(
  deps: Deps,
  workspaceId: string,
  target: ImportTarget,
  given: ImportRow,
  row: number,
  refuse: Refuse,
): Candidate[] {
  try {
    const key = readImportRow(given, target);
    const { sha256, serverIds: _listed, ...columns } = key;
    const [pepper] = deps.peppers;
    const stored = {
      ...columns,
      id: makeId(target.now, deps.randomBytes),
      workspaceId,
      digest: new Uint8Array(digestOf(sha256, pepper)),
      pepperVersion: pepper.version,
    };
    return [{ row, key, stored }];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refuse(row, error);
    return [];
  }
}

/** Refuses rows whose hash is here already, under whichever pepper, or in a row before. */
async function withoutKnown(
  deps: Deps,
  db: Db,
  candidates: readonly Candidate[],
  refuse: Refuse,
): Promise<Candidate[]> {
  const digestsOf = ({ key }: Candidate) => deps.peppers.map((pepper) => digestOf(key.sha256, pepper));
  const known = await findKnownDigests(db, candidates.flatMap(digestsOf));
  return candidates.filter((candidate) => {
    const names = digestsOf(candidate).map((digest) => digest.toString('base64'));
    const isKnown = names.some((name) => known.has(name));
    for (const name of names) known.add(name);
    if (isKnown) refuse(candidate.row, duplicate());
    return !isKnown;
  });
}

function duplicate(): Refusal {
  return new Refusal('DUPLICATE_HASH', 'sha256: a key with this hash exists already; leave the row out.');
}

async function store(
  db: Db,
  workspaceId: string,
  candidates: readonly Candidate[],
  actor: Actor,
  at: Date,
): Promise<Set<string>> {
  const ids = await insertImportedKeys(
    db,
    candidates.map(({ stored }) => stored),
  );
  const imported = candidates.filter(({ stored }) => ids.has(stored.id));
  await insertKeyServers(
    db,
    workspaceId,
    imported.flatMap(({ key, stored }) => key.serverIds.map((serverId) => ({ keyId: stored.id, serverId }))),
  );
  await insertAudits(
    db,
    imported.map(({ key, stored }) => ({
      workspaceId,
      actor,
      action: 'key.imported',
      targetId: stored.id,
      detail: {
        name: key.name,
        ownerId: key.ownerId,
        scopes: key.scopes,
        expiresAt: key.expiresAt?.toISOString() ?? null,
      },
      at,
    })),
  );
  return ids;
}
