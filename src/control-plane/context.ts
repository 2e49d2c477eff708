import type { ActionDeps, Actor, IdentityDeps, Mailer } from '../actions/deps.ts';
import type { RoledActor } from '../actions/membership-rules.ts';
import { unknownWorkspace } from '../actions/unknown-workspace.ts';
import type { Trace } from '../core/trace.ts';
import type { Storage } from '../storage/client.ts';
import type { ConfinedStorage } from '../storage/confine.ts';
import type { Read } from '../storage/read.ts';
import type { Db } from '../storage/tenancy.ts';
import type { Access } from './access.ts';
import type { SharedPolls } from './shared-polls.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** Where the control plane writes what an operator should see; pino's loggers fit. */
export interface Log {
  error(detail: object, message: string): void;
}

export interface ControlPlaneDeps extends Omit<ActionDeps, 'storage'>, IdentityDeps {
  /** Not confined: the control plane confines it to what each request may see. */
  readonly storage: Storage;
  readonly mailer: Mailer;
  readonly signUp: 'open' | 'closed';
  /** Where people reach Keywatch, without a slash at the end. */
  readonly publicUrl: string;
  /** How many shards the counters have: usage is complete up to the slowest one. */
  readonly shards: number;
  /** What subscriptions read, shared by those who ask for the same. */
  readonly polls: SharedPolls;
  /** Left out: none, and every operation is taken. */
  readonly trustedDocuments?: TrustedDocuments;
  /** How long an operation may take, in milliseconds; left out: 5 seconds. */
  readonly requestMsMax?: number;
  readonly log: Log;
  /** Left out: nothing is traced. */
  readonly trace?: Trace | undefined;
}

/** What the door knows of a request. */
export interface RequestOrigin {
  readonly requestId: string;
  /** The client's address, for the audit log and the throttle. */
  readonly ip?: string | undefined;
}

/** What every resolver is given. */
export interface GraphqlContext extends RequestOrigin {
  /** For actions within workspaces: confined to those of whoever asks. */
  readonly deps: Omit<ControlPlaneDeps, 'storage'> & { readonly storage: ConfinedStorage };
  /** For actions on people and their sessions, which belong to no workspace. */
  readonly identity: ControlPlaneDeps;
  /** For reads by Prisma: a transaction that lasts as long as the query, or single statements after a mutation. */
  readonly db: Db;
  /** For what is read most, by statements of our own (docs/adr/0009). */
  readonly read: Read;
  /** Null for signed-out people. */
  readonly access: Access | null;
  readonly userAgent: string | undefined;
  /** Sends the browser a session to keep, or null to forget its own. */
  readonly keepSession: (session: { readonly secret: string; readonly expiresAt: Date } | null) => void;
}

/** Who acts. Only for fields whose scopes keep signed-out people out. */
export function accessOf(context: GraphqlContext): Access {
  if (context.access === null)
    throw new Error('A field for signed-in people has no scope that keeps others out.');
  return context.access;
}

export function actorOf(context: GraphqlContext): Actor {
  const { userId, tokenId } = accessOf(context);
  return { userId, tokenId, ip: context.ip };
}

/** Who acts in a workspace, and as what. Refused with NOT_FOUND where they left it earlier in the same request. */
export function roledActorOf(context: GraphqlContext, workspaceId: string): RoledActor {
  const role = accessOf(context).roles.get(workspaceId.toLowerCase());
  if (role === undefined) throw unknownWorkspace();
  return { ...actorOf(context), role };
}
