import { insertAudit } from '../storage/audit.ts';
import { takeLock } from '../storage/locks.ts';
import { hasUsers, insertUser } from '../storage/users.ts';
import { insertWorkspace } from '../storage/workspaces.ts';
import type { IdentityDeps } from './deps.ts';
import { hashPassword } from './password.ts';

/** The owner that a first start made. */
export interface FirstOwner {
  readonly email: string;
  /** Undefined where the password was given. */
  readonly generatedPassword: string | undefined;
}

const DEFAULT_EMAIL = 'owner@keywatch.local';
/** 18 bytes: 144 bits. */
const PASSWORD_BYTES = 18;

/**
 * Makes a first user, who runs the installation and owns a first workspace, where nobody is there yet; undefined where somebody is. Of several
 * processes that start at once, one does.
 */
export async function createFirstOwner(
  deps: Pick<IdentityDeps, 'storage' | 'now' | 'randomBytes'>,
  given: { email?: string | undefined; password?: string | undefined },
): Promise<FirstOwner | undefined> {
  if (await hasUsers(deps.storage.prisma)) return undefined;
  const email = given.email?.toLowerCase() ?? DEFAULT_EMAIL;
  const password = given.password ?? Buffer.from(deps.randomBytes(PASSWORD_BYTES)).toString('base64url');
  const passwordHash = await hashPassword(password, deps.randomBytes);
  return await deps.storage.transaction(async (db) => {
    await takeLock(db, 'firstOwner');
    if (await hasUsers(db)) return undefined;
    const at = deps.now();
    const user = await insertUser(db, {
      email,
      name: 'Owner',
      passwordHash,
      operator: true,
      createdAt: at,
    });
    if (user === null) return undefined;
    const workspace = await insertWorkspace(db, { name: 'Workspace', ownerId: user.id, createdAt: at });
    await insertAudit(db, {
      workspaceId: workspace.id,
      actor: { userId: user.id },
      action: 'workspace.created',
      targetId: workspace.id,
      detail: { name: workspace.name, reason: 'first start' },
      at,
    });
    return { email, generatedPassword: given.password === undefined ? password : undefined };
  });
}
