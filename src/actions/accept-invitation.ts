import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { hashSecret } from '../core/key/digest.ts';
import { insertAudit } from '../storage/audit.ts';
import { takeInvitation } from '../storage/invitations.ts';
import { join, type Role } from '../storage/memberships.ts';
import type { Db } from '../storage/tenancy.ts';
import { insertUser } from '../storage/users.ts';
import { raiseVersionsOfOwners } from '../storage/version-raises.ts';
import type { Propagation } from './carry-versions.ts';
import type { ActionDeps, Actor, IdentityDeps } from './deps.ts';
import { findActor } from './find-actor.ts';
import { type OpenedSession, type Origin, openSession } from './open-session.ts';
import { nameInput, parseInput } from './parse-input.ts';
import { hashPassword } from './password.ts';
import { type Person, passwordInput } from './sign-up.ts';
import { takeSignUp } from './take-attempt.ts';

type Deps = IdentityDeps & Pick<ActionDeps, 'carryVersions'>;

/** A membership that an invitation made. */
export interface Joined {
  readonly workspaceId: string;
  readonly role: Role;
  readonly propagation: Propagation;
}

const newUserSchema = z.object({ name: nameInput, password: passwordInput });

/**
 * Makes the actor a member of the workspace that they are invited to. Somebody who had left gets their membership back,
 * and their keys open what they did. Refused with INVITATION_INVALID or ALREADY_MEMBER.
 */
export async function acceptInvitation(deps: Deps, actor: Actor, input: { secret: string }): Promise<Joined> {
  const user = await findActor(deps, actor);
  const { keyIds, ...joined } = await deps.storage.transaction(async (db) => {
    const invitation = await takeInvitation(db, hashSecret(input.secret), deps.now());
    if (invitation === null || invitation.email !== user.email) throw invalidInvitation();
    return await enter(db, deps, actor, invitation);
  });
  return { ...joined, propagation: await deps.carryVersions(keyIds) };
}

/**
 * Makes an account for the invited address, also where sign-up is closed, signs in and joins. Refused with
 * INVITATION_INVALID, EMAIL_TAKEN, SIGN_UP_THROTTLED or INVALID_INPUT.
 */
export async function acceptInvitationAsNewUser(
  deps: Deps,
  from: Origin,
  input: { secret: string; name: string; password: string },
): Promise<Joined & { user: Person; session: OpenedSession }> {
  const { secret, ...given } = input;
  const { name, password } = parseInput(newUserSchema, given);
  await takeSignUp(deps, from);
  const passwordHash = await hashPassword(password, deps.randomBytes);
  const { keyIds, ...accepted } = await deps.storage.transaction(async (db) => {
    const at = deps.now();
    const invitation = await takeInvitation(db, hashSecret(secret), at);
    if (invitation === null) throw invalidInvitation();
    const { email } = invitation;
    const user = await insertUser(db, { email, name, passwordHash, createdAt: at });
    if (user === null) {
      throw new Refusal(
        'EMAIL_TAKEN',
        'The invited address has an account; sign in, then use `acceptInvitation`.',
      );
    }
    const actor = { userId: user.id, ip: from.ip };
    const session = await openSession(db, deps, user.id, from);
    await insertAudit(db, {
      workspaceId: null,
      actor,
      action: 'user.signed_up',
      targetId: user.id,
      detail: { email },
      at,
    });
    return { ...(await enter(db, deps, actor, invitation)), user, session };
  });
  return { ...accepted, propagation: await deps.carryVersions(keyIds) };
}

/** Refusal of invitations that are unknown, used, ended, or for somebody else: which of these is not told. */
export function invalidInvitation(): Refusal {
  return new Refusal(
    'INVITATION_INVALID',
    'secret: this invitation does not hold, or is for another e-mail address; ask for a new one.',
  );
}

async function enter(
  db: Db,
  deps: Pick<Deps, 'now'>,
  actor: Actor,
  invitation: { id: string; workspaceId: string; role: Role; email: string; invitedById: string },
): Promise<{ workspaceId: string; role: Role; keyIds: string[] }> {
  const { workspaceId, role, email, invitedById } = invitation;
  const { userId } = actor;
  const at = deps.now();
  if (!(await join(db, { workspaceId, userId, role, at }))) {
    throw new Refusal('ALREADY_MEMBER', 'You are a member of this workspace already.');
  }
  const keyIds = await raiseVersionsOfOwners(db, workspaceId, [userId], at);
  await insertAudit(db, {
    workspaceId,
    actor,
    action: 'member.joined',
    targetId: userId,
    detail: { email, role, invitationId: invitation.id, invitedById },
    at,
  });
  return { workspaceId, role, keyIds };
}
