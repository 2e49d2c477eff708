import { z } from 'zod';
import { ALERT_KINDS } from '../core/alert-kind.ts';
import { Refusal } from '../core/errors.ts';
import { DAY_MS } from '../core/usage/cell.ts';
import { parseTimeZone } from '../core/usage/time-zone.ts';
import { insertAudit } from '../storage/audit.ts';
import { countMutes, insertMute } from '../storage/mutes.ts';
import { findServerOfWorkspace } from '../storage/servers.ts';
import type { Db } from '../storage/tenancy.ts';
import { shareWorkspace } from '../storage/workspaces.ts';
import { requireKey } from './change-key.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { idInput, instantInput, nameInput, parseInput } from './parse-input.ts';

const schema = z.object({
  keyId: idInput.nullish(),
  serverId: idInput.nullish(),
  kinds: z
    .array(z.enum(ALERT_KINDS, `must be of ${ALERT_KINDS.join(', ')}`))
    .max(ALERT_KINDS.length, 'must name each kind once')
    .transform((kinds) => [...new Set(kinds)]),
  reason: nameInput,
  from: instantInput.nullish(),
  until: instantInput,
  weekly: z.boolean(),
  timeZone: z
    .string()
    .refine((name) => parseTimeZone(name) !== undefined, 'must be a time zone such as Europe/Berlin'),
  repeatsUntil: instantInput.nullish(),
});

const ONCE_DAYS_MAX = 366;
const WEEK_DAYS = 7;
/** What the detector has to look through for each alert. */
const MUTES_MAX = 500;

export type CreateMuteInput = z.input<typeof schema>;

/**
 * Mutes the alerts of a key, a server or (neither) a workspace, once or every week; `from` is now where it is left out.
 * Members (`ownerId`) mute their own keys. Refused with INVALID_INPUT, NOT_FOUND, FORBIDDEN or LIMIT_REACHED (500 mutes).
 */
export async function createMute(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  input: CreateMuteInput & { readonly workspaceId: string; readonly ownerId?: string | undefined },
): Promise<{ muteId: string }> {
  const { workspaceId, ownerId, ...given } = input;
  const fields = parseInput(schema, given);
  const { keyId = null, serverId = null, repeatsUntil = null, ...rest } = fields;
  const muteId = await deps.storage.transaction(async (db) => {
    const at = deps.now();
    const span = { ...rest, from: fields.from ?? at, repeatsUntil };
    checkSpan(span, at);
    await requireSubject(db, { workspaceId, keyId, serverId, ownerId });
    if ((await countMutes(db, workspaceId, at)) >= MUTES_MAX) {
      throw new Refusal(
        'LIMIT_REACHED',
        `This workspace has ${MUTES_MAX} mutes; end some that are not needed.`,
      );
    }
    const row = { ...span, workspaceId, keyId, serverId, createdById: actor.userId, createdAt: at };
    const id = await insertMute(db, row);
    const { from, until, weekly, kinds, reason } = row;
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'mute.created',
      targetId: id,
      detail: { keyId, serverId, kinds, reason, from, until, weekly },
      at,
    });
    return id;
  });
  return { muteId };
}

function checkSpan(
  span: {
    readonly from: Date;
    readonly until: Date;
    readonly weekly: boolean;
    readonly repeatsUntil: Date | null;
  },
  now: Date,
): void {
  const { from, until, weekly, repeatsUntil } = span;
  const daysMax = weekly ? WEEK_DAYS : ONCE_DAYS_MAX;
  if (until <= from) throw new Refusal('INVALID_INPUT', 'until: must be later than `from`.');
  if (until.getTime() - from.getTime() > daysMax * DAY_MS) {
    throw new Refusal('INVALID_INPUT', `until: must be at most ${daysMax} days after \`from\`.`);
  }
  if (!weekly && until <= now) throw new Refusal('INVALID_INPUT', 'until: is over already.');
  if (!weekly && repeatsUntil !== null) {
    throw new Refusal(
      'INVALID_INPUT',
      'repeatsUntil: is for weekly mutes; give `weekly: true` or leave it out.',
    );
  }
  if (repeatsUntil !== null && repeatsUntil <= from) {
    throw new Refusal('INVALID_INPUT', 'repeatsUntil: must be later than `from`.');
  }
}

/** Refused where the actor may not speak for what is muted. */
export async function requireSubject(
  db: Db,
  subject: {
    readonly workspaceId: string;
    readonly keyId: string | null;
    readonly serverId: string | null;
    readonly ownerId: string | undefined;
  },
): Promise<void> {
  const { workspaceId, keyId, serverId, ownerId } = subject;
  if (keyId !== null && serverId !== null) {
    throw new Refusal('INVALID_INPUT', 'serverId: give either keyId or serverId, not both.');
  }
  if (keyId !== null) {
    await requireKey(db, { workspaceId, keyId, ownerId });
    return;
  }
  await shareWorkspace(db, workspaceId);
  if (serverId !== null && (await findServerOfWorkspace(db, workspaceId, serverId)) === null) {
    throw new Refusal('NOT_FOUND', 'serverId: this workspace has no such server; list its servers.');
  }
  if (ownerId !== undefined) {
    throw new Refusal('FORBIDDEN', 'keyId: name one of your keys; for more, ask an owner or admin.');
  }
}
