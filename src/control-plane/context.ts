import type { ActionDeps, Actor } from '../actions/deps.ts';
import type { SignInThrottle } from '../actions/sign-in-throttle.ts';
import type { Access } from './access.ts';

/** Where the control plane writes what an operator should see; pino's loggers fit. */
export interface Log {
  error(detail: object, message: string): void;
}

export interface ControlPlaneDeps extends ActionDeps {
  readonly throttle: SignInThrottle;
  readonly signUp: 'open' | 'closed';
  /** True where people reach Keywatch over HTTPS. */
  readonly secureCookies: boolean;
  /** How many shards the counters have: usage is complete up to the slowest one. */
  readonly shards: number;
  readonly log: Log;
}

/** What the door knows of a request. */
export interface RequestOrigin {
  readonly requestId: string;
  /** The client's address, for the audit log and the throttle. */
  readonly ip?: string | undefined;
}

/** What every resolver is given. */
export interface GraphqlContext extends RequestOrigin {
  readonly deps: ControlPlaneDeps;
  /** Null for signed-out people. */
  readonly access: Access | null;
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
  return { userId: accessOf(context).userId, ip: context.ip };
}
