import type { Evidence, FindingKind, Judgement } from './finding.ts';

/** Says in one sentence what was measured and what else is new. */
export function describe(kind: FindingKind, judgement: Judgement, evidence: readonly Evidence[]): string {
  return [MEASURED[kind](judgement), ...evidence.slice(1).map((each) => BESIDE[each.dimension](each))].join(
    '; ',
  );
}

const MEASURED: Readonly<Record<FindingKind, (judgement: Judgement) => string>> = {
  spike: (judgement) => compared('requests a minute', judgement),
  off_hours: (judgement) => compared('requests a minute in an hour of rest', judgement),
  sustained: ({ observed, expected }) =>
    `${rounded(observed)} requests a minute over the last hour; expected ${rounded(expected)}, and other sources than usual`,
  error_rate: ({ observed, expected, upper }) =>
    `${percent(observed)} of requests fail; expected ${percent(expected)} (at most ${percent(upper)})`,
  source_fan_out: (judgement) => compared('addresses in a minute', judgement),
  denied_burst: (judgement) => compared('requests refused in about ten minutes', judgement),
  dormant: ({ observed, expected }) =>
    `used again after ${rounded(observed)} days of silence; the longest before was ${rounded(expected)}`,
  dead_key: ({ observed }) =>
    `${rounded(observed)} requests in about ten minutes with a key that is no longer valid`,
};

const BESIDE: Readonly<Record<Evidence['dimension'], (evidence: Evidence) => string>> = {
  requests: (evidence) => `${rounded(evidence.observed)} requests a minute${usually(evidence)}`,
  error_share: ({ observed }) => `${percent(observed)} of requests fail`,
  sources: (evidence) => `${counted(evidence.observed, 'address', 'addresses')}${usually(evidence)}`,
  new_sources: ({ observed }) => `${counted(observed, 'address', 'addresses')} never seen before`,
  new_user_agents: ({ observed }) => `${counted(observed, 'user agent', 'user agents')} never seen before`,
  top_source_share: ({ observed }) => `the busiest address makes ${percent(observed)} of the requests`,
  denied_scope: ({ observed }) => `${rounded(observed)} refused for scope, server or environment`,
  denied_address: ({ observed }) => `${rounded(observed)} refused for their address`,
  dead_requests: ({ observed }) => `${rounded(observed)} after the key's end`,
  silent_days: ({ observed }) => `after ${rounded(observed)} days of silence`,
};

function compared(what: string, { observed, expected, upper }: Judgement): string {
  return `${rounded(observed)} ${what}; expected ${rounded(expected)} (at most ${rounded(upper)})`;
}

function usually({ expected }: Evidence): string {
  return expected === undefined ? '' : `, usually ${rounded(expected)}`;
}

function counted(count: number, one: string, many: string): string {
  return `${rounded(count)} ${rounded(count) === '1' ? one : many}`;
}

function percent(share: number): string {
  return `${rounded(100 * share)}%`;
}

function rounded(value: number): string {
  return value >= 10 ? String(Math.round(value)) : String(Math.round(10 * value) / 10);
}
