import type { KeyFilterInput, KeyStatus, PolicyInput } from '../../gql/graphql.ts';
import { listOf } from '../../ui/lists.ts';

/** A rule that can be tried. */
export type Rule = 'limit' | 'cidrs' | 'scopes' | 'expiry';

/** Rules in the order in which they are shown. */
export const RULES: readonly Rule[] = ['limit', 'cidrs', 'scopes', 'expiry'];

/** What somebody wants to try, as they wrote it. */
export interface Trial {
  readonly rules: readonly Rule[];
  readonly limit: string;
  readonly windowSeconds: string;
  readonly burst: string;
  /** Addresses and ranges, with blanks, commas or line breaks between them. */
  readonly cidrs: string;
  readonly scopes: string;
  /** As an input of the type datetime-local has it, in the viewer's zone. */
  readonly expiry: string;
  readonly days: string;
  readonly keys: 'all' | 'filter' | 'named';
  readonly text: string;
  readonly server: string;
  readonly status: string;
  readonly keyIds: readonly string[];
}

const EMPTY: Trial = {
  rules: [],
  limit: '60',
  windowSeconds: '60',
  burst: '',
  cidrs: '',
  scopes: '',
  expiry: '',
  days: '14',
  keys: 'all',
  text: '',
  server: '',
  status: '',
  keyIds: [],
};

const TEXTS = [
  'limit',
  'windowSeconds',
  'burst',
  'cidrs',
  'scopes',
  'expiry',
  'days',
  'text',
  'server',
  'status',
] as const;
const STATUSES: readonly KeyStatus[] = ['ACTIVE', 'SUSPENDED', 'EXPIRED', 'REVOKED'];

/** Reads a trial from the URL. */
export function readTrial(search: URLSearchParams): Trial {
  const rules = search.get('rules')?.split(',') ?? [];
  const keys = search.get('keys');
  const keyIds = search.getAll('key');
  return {
    ...EMPTY,
    ...Object.fromEntries(TEXTS.map((name) => [name, search.get(name) ?? EMPTY[name]])),
    rules: RULES.filter((rule) => rules.includes(rule)),
    keys: keys === 'filter' || keys === 'named' ? keys : keyIds.length > 0 ? 'named' : 'all',
    keyIds,
  };
}

/** Writes it as a URL has it; what is as at the beginning is left out. */
export function writeTrial(trial: Trial): URLSearchParams {
  const search = new URLSearchParams();
  if (trial.rules.length > 0) search.set('rules', trial.rules.join(','));
  for (const name of TEXTS) if (trial[name] !== EMPTY[name]) search.set(name, trial[name]);
  if (trial.keys !== 'all') search.set('keys', trial.keys);
  if (trial.keys === 'named') for (const id of trial.keyIds) search.append('key', id);
  return search;
}

/** What is wrong with a trial, by field, in words; nothing where it can be run. */
export type Faults = Partial<
  Record<'rules' | 'limit' | 'windowSeconds' | 'burst' | 'expiry' | 'days' | 'keyIds', string>
>;

/** What has to be mended before it can be run. What only Keywatch can tell, such as a range with a fault, is not looked at. */
export function faultsOf(trial: Trial): Faults {
  const { limit, windowSeconds, burst, expiry, days, keys, keyIds } = trial;
  const has = (rule: Rule) => trial.rules.includes(rule);
  const faults: Faults = {};
  if (trial.rules.length === 0) faults.rules = 'Choose at least one rule to change.';
  if (has('limit') && !isWhole(limit, 1, 1_000_000)) faults.limit = 'Write a number from 1 to 1,000,000.';
  if (has('limit') && !isWhole(windowSeconds, 1, 86_400)) {
    faults.windowSeconds = 'Write seconds from 1 to 86,400.';
  }
  if (has('limit') && burst !== '' && !isWhole(burst, 1, Number(limit))) {
    faults.burst = 'Write a number from 1 to the limit, or nothing.';
  }
  if (has('expiry') && Number.isNaN(Date.parse(expiry))) faults.expiry = 'Choose a day and a time.';
  if (!isWhole(days, 1, 90)) faults.days = 'Write a number from 1 to 90.';
  if (keys === 'named' && keyIds.length === 0) faults.keyIds = 'Choose at least one key.';
  return faults;
}

function isWhole(text: string, least: number, most: number): boolean {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most;
}

/** The policy of these rules alone, of a trial without faults. */
export function policyOf(trial: Trial, rules: readonly Rule[]): PolicyInput {
  const { limit, windowSeconds, burst, cidrs, scopes, expiry } = trial;
  return {
    ...(rules.includes('limit')
      ? {
          rateLimit: {
            limit: Number(limit),
            windowSeconds: Number(windowSeconds),
            ...(burst === '' ? {} : { burst: Number(burst) }),
          },
        }
      : {}),
    ...(rules.includes('cidrs') ? { allowCidrs: listOf(cidrs) } : {}),
    ...(rules.includes('scopes') ? { scopes: listOf(scopes) } : {}),
    ...(rules.includes('expiry') ? { expiresAt: new Date(expiry).toISOString() } : {}),
  };
}

/** Which keys are judged. */
export function keysOf(trial: Trial): {
  readonly filter?: KeyFilterInput;
  readonly keyIds?: string[];
} {
  if (trial.keys === 'named') return { keyIds: [...trial.keyIds] };
  if (trial.keys === 'all') return {};
  const status = STATUSES.find((each) => each === trial.status);
  return {
    filter: {
      ...(trial.text === '' ? {} : { text: trial.text }),
      ...(trial.server === '' ? {} : { serverIds: [trial.server] }),
      ...(status === undefined ? {} : { statuses: [status] }),
    },
  };
}
