import type { Pepper } from '../core/key/digest.ts';
import type { RandomBytes } from '../core/key/secret.ts';
import type { Storage } from '../storage/client.ts';
import type { Transactions } from '../storage/tenancy.ts';
import type { Propagation } from './carry-versions.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';

/** What actions within workspaces work with. */
export interface ActionDeps {
  /** Confined to the workspaces of the actor. */
  readonly storage: Transactions;
  /** Carries committed versions to Redis; called after the commit, before answering. */
  readonly carryVersions: (keyIds: readonly string[]) => Promise<Propagation>;
  /** Lets verifiers look again for keys that they did not find; called after the commit of an import. Never rejects. */
  readonly announceImport: () => Promise<void>;
  readonly now: () => Date;
  readonly randomBytes: RandomBytes;
  /** The newest first: it makes the digests of new keys. */
  readonly peppers: readonly [Pepper, ...Pepper[]];
  /** Seals secrets at rest that have to be read again (AES-256-GCM, 32 bytes). */
  readonly encryptionKey: Uint8Array;
}

/** What actions on people and their sessions work with: whoever signs in may see nothing yet, so they are not confined. */
export interface IdentityDeps extends Pick<ActionDeps, 'now' | 'randomBytes' | 'encryptionKey'> {
  readonly storage: Storage;
  readonly throttle: SignInThrottle;
}

/** What became of a mail: LOGGED where no SMTP server is configured, so that the operator can hand it over. */
export type MailOutcome = 'SENT' | 'LOGGED' | 'FAILED';

/** Sends mails in plain text; never rejects. Used after a commit. */
export interface Mailer {
  send(mail: { readonly to: string; readonly subject: string; readonly text: string }): Promise<MailOutcome>;
}

/** Who acts, for the audit log. */
export interface Actor {
  readonly userId: string;
  readonly ip?: string | undefined;
  /** The access token that they came with. */
  readonly tokenId?: string | undefined;
}
