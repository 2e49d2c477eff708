import type { KeysCreateMutationVariables, QuotaRefill } from '../../gql/graphql.ts';
import { type MetadataDraft, NO_METADATA, readDraft } from '../../key-actions/metadata-draft.ts';
import { listOf } from '../../ui/lists.ts';

/** A key that is being described; numbers are texts until they are sent. */
export interface KeyDraft {
  readonly name: string;
  readonly description: string;
  /** Empty: whoever makes it. */
  readonly ownerId: string;
  readonly allServers: boolean;
  readonly serverIds: readonly string[];
  readonly environment: string;
  /** Chosen from the catalogues. */
  readonly scopes: readonly string[];
  /** Written by hand, separated by blanks. */
  readonly otherScopes: string;
  readonly expiry: 'NEVER' | '30' | '90' | '365' | 'DATE';
  /** `2027-01-31`, of the expiry `DATE`: the end of that day by the viewer's clock. */
  readonly expiresOn: string;
  readonly rateLimit: string;
  readonly rateWindow: '1' | '60' | '3600' | '86400';
  readonly burst: string;
  readonly quota: string;
  readonly refill: QuotaRefill;
  readonly concurrencyLimit: string;
  /** One a line. */
  readonly allowCidrs: string;
  readonly metadata: MetadataDraft;
  readonly format: string;
  readonly recoverable: boolean;
  readonly signingSecret: boolean;
  readonly requiresSignature: boolean;
}

/** What the parts of the form are given. */
export interface DraftProps {
  readonly draft: KeyDraft;
  put(change: Partial<KeyDraft>): void;
  /** What is wrong with a field, by its name in createApiKey. */
  errorOf(field: string): string | undefined;
}

export const NEW_KEY: KeyDraft = {
  name: '',
  description: '',
  ownerId: '',
  allServers: true,
  serverIds: [],
  environment: 'production',
  scopes: [],
  otherScopes: '',
  expiry: '90',
  expiresOn: '',
  rateLimit: '',
  rateWindow: '60',
  burst: '',
  quota: '',
  refill: 'MONTHLY',
  concurrencyLimit: '',
  allowCidrs: '',
  metadata: NO_METADATA,
  format: '',
  recoverable: false,
  signingSecret: false,
  requiresSignature: false,
};

/** What a refusal may name, by the names of createApiKey. */
const MORE_FIELDS: ReadonlySet<string | undefined> = new Set([
  'rateLimit',
  'quota',
  'concurrencyLimit',
  'allowCidrs',
  'metadata',
  'format',
  'recoverable',
  'requiresSignature',
]);

/** Whether a field stands among those that are shown only when asked for. */
export function isMoreField(field: string | undefined): boolean {
  return MORE_FIELDS.has(field);
}

type Written = Omit<KeysCreateMutationVariables, 'workspaceId'>;

/** What to send for a draft, or which field cannot be read, as a refusal would word it. */
export function writtenOf(draft: KeyDraft): Written | { readonly fault: string } {
  const parsed = readDraft(draft.metadata);
  if ('fault' in parsed) return { fault: `metadata: ${parsed.fault}` };
  const { metadata } = parsed;
  if (!draft.allServers && draft.serverIds.length === 0) {
    return { fault: 'serverIds: choose a server, or all' };
  }
  if (draft.expiry === 'DATE' && Number.isNaN(endOfDay(draft.expiresOn).getTime())) {
    return { fault: 'expiresAt: choose a day' };
  }
  return {
    name: draft.name,
    environment: draft.environment,
    ...filled({
      description: draft.description.trim(),
      ownerId: draft.ownerId,
      serverIds: draft.allServers ? [] : [...draft.serverIds],
      scopes: [...new Set([...draft.scopes, ...listOf(draft.otherScopes)])],
      allowCidrs: listOf(draft.allowCidrs),
      metadata: Object.keys(metadata).length === 0 ? undefined : metadata,
      format: draft.format.trim(),
      recoverable: draft.recoverable && mayBeRecoverable(draft),
      signingSecret: draft.signingSecret,
      requiresSignature: draft.requiresSignature,
    }),
    ...expiryOf(draft),
    ...limitsOf(draft),
  };
}

/** Without what is empty or false: Keywatch chooses that. */
function filled<Fields extends Partial<Written>>(fields: Fields): Partial<Fields> {
  const says = (value: unknown) =>
    value !== '' && value !== false && value !== undefined && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => says(value))) as Partial<Fields>;
}

/** Whether a key may be kept readable, as far as its servers allow it. */
export function mayBeRecoverable({ environment, allServers }: KeyDraft): boolean {
  return environment !== 'production' && !allServers;
}

function limitsOf(draft: KeyDraft): Pick<Written, 'rateLimit' | 'quota' | 'concurrencyLimit'> {
  const burst = draft.burst === '' ? {} : { burst: Number(draft.burst) };
  return {
    ...(draft.rateLimit === ''
      ? {}
      : { rateLimit: { limit: Number(draft.rateLimit), windowSeconds: Number(draft.rateWindow), ...burst } }),
    ...(draft.quota === '' ? {} : { quota: { limit: Number(draft.quota), refill: draft.refill } }),
    ...(draft.concurrencyLimit === '' ? {} : { concurrencyLimit: Number(draft.concurrencyLimit) }),
  };
}

function expiryOf({ expiry, expiresOn }: KeyDraft): Pick<Written, 'expiresAt' | 'expiresInDays'> {
  if (expiry === 'NEVER') return {};
  if (expiry === 'DATE') return { expiresAt: endOfDay(expiresOn).toISOString() };
  return { expiresInDays: Number(expiry) };
}

function endOfDay(day: string): Date {
  return new Date(`${day}T23:59:59`);
}
