import type { KeyFilterInput, KeySort, KeySortField, KeyStatus } from '../../gql/graphql.ts';
import { DAY_MS } from '../../ui/time-units.ts';

/** What the list of keys is narrowed by; an empty text narrows nothing. */
export interface KeyFilters {
  readonly text: string;
  readonly statuses: readonly KeyStatus[];
  readonly serverId: string;
  readonly ownerId: string;
  readonly environment: string;
  readonly scope: string;
  /** `team.name=core`; a value that reads as JSON is taken as such. */
  readonly metadata: string;
  /** Days from now. */
  readonly expiresWithin: string;
  /** Days until now. */
  readonly unusedFor: string;
}

export const STATUSES: readonly KeyStatus[] = ['ACTIVE', 'SUSPENDED', 'EXPIRED', 'REVOKED'];

export const NO_FILTERS: KeyFilters = {
  text: '',
  statuses: [],
  serverId: '',
  ownerId: '',
  environment: '',
  scope: '',
  metadata: '',
  expiresWithin: '',
  unusedFor: '',
};

/** How each stands in the URL. */
const NAMES = {
  text: 'q',
  serverId: 'server',
  ownerId: 'owner',
  environment: 'env',
  scope: 'scope',
  metadata: 'meta',
  expiresWithin: 'expires',
  unusedFor: 'unused',
} as const satisfies Partial<Record<keyof KeyFilters, string>>;

type TextField = keyof typeof NAMES;

const FIELDS = Object.keys(NAMES) as readonly TextField[];

/** Reads the filters of a URL; what it does not know is left out. */
export function readFilters(search: URLSearchParams): KeyFilters {
  const asked = (search.get('status') ?? '').toUpperCase().split(',');
  const texts = FIELDS.map((field) => [field, search.get(NAMES[field]) ?? '']);
  return {
    ...NO_FILTERS,
    ...(Object.fromEntries(texts) as Record<TextField, string>),
    statuses: STATUSES.filter((status) => asked.includes(status)),
  };
}

/** Writes filters into a URL beside all else that it says. */
export function writeFilters(search: URLSearchParams, filters: KeyFilters): URLSearchParams {
  const next = new URLSearchParams(search);
  const given: readonly (readonly [string, string])[] = [
    ['status', filters.statuses.join(',')],
    ...FIELDS.map((field) => [NAMES[field], filters[field]] as const),
  ];
  for (const [name, value] of given) {
    if (value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** How many filters hold. */
export function countFilters(filters: KeyFilters): number {
  return FIELDS.filter((field) => filters[field] !== '').length + (filters.statuses.length > 0 ? 1 : 0);
}

/** The filters as GraphQL takes them; what is no number of days or no `path=value` narrows nothing. */
export function filterInputOf(filters: KeyFilters, nowMs: number): KeyFilterInput {
  const metadata = criterionOf(filters.metadata);
  const expires = daysOf(filters.expiresWithin);
  const unused = daysOf(filters.unusedFor);
  return {
    ...(filters.text.trim() === '' ? {} : { text: filters.text.trim() }),
    ...(filters.statuses.length === 0 ? {} : { statuses: [...filters.statuses] }),
    ...(filters.serverId === '' ? {} : { serverIds: [filters.serverId] }),
    ...(filters.ownerId === '' ? {} : { ownerIds: [filters.ownerId] }),
    ...(filters.environment === '' ? {} : { environments: [filters.environment] }),
    ...(filters.scope === '' ? {} : { scopes: [filters.scope] }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(expires === undefined ? {} : { expiresBefore: new Date(nowMs + expires * DAY_MS).toISOString() }),
    ...(unused === undefined ? {} : { lastUsedBefore: new Date(nowMs - unused * DAY_MS).toISOString() }),
  };
}

/** `team.name=core` as a path and a value; undefined where there is no path. */
export function criterionOf(text: string): { path: string[]; value: unknown } | undefined {
  const [, path = '', value = ''] = /^([^=]+)=(.*)$/s.exec(text.trim()) ?? [];
  const names = path.trim().split('.');
  return names.some((name) => name === '') ? undefined : { path: names, value: valueOf(value.trim()) };
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const DAYS_MAX = 36_500;

/** A number of days from 0; undefined where the text is none. */
export function daysOf(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= DAYS_MAX ? Number(text) : undefined;
}

const SORTS = {
  name: 'NAME',
  created: 'CREATED_AT',
  used: 'LAST_USED_AT',
  expires: 'EXPIRES_AT',
} as const satisfies Record<string, KeySortField>;

/** Reads `-created` (the latest first) or `name` (from A to Z); the newest first where nothing is said. */
export function readSort(text: string | null): KeySort {
  const [, minus, name = ''] = /^(-?)(\w+)$/.exec(text ?? '') ?? [];
  const by = Object.entries(SORTS).find(([each]) => each === name)?.[1];
  if (by === undefined) return { by: 'CREATED_AT', direction: 'DESC' };
  return { by, direction: minus === '-' ? 'DESC' : 'ASC' };
}

/** Writes what `readSort` reads. */
export function writeSort({ by, direction }: KeySort): string {
  const name = Object.entries(SORTS).find(([, each]) => each === by)?.[0] ?? 'created';
  return `${direction === 'DESC' ? '-' : ''}${name}`;
}
