import { recentShare } from './error-rate.ts';
import type { Evidence, FindingKind, Judgement } from './finding.ts';
import type { Reading } from './reading.ts';
import { usualSources, volumeClass } from './sources.ts';
import { AT, type DetectorState, read } from './state.ts';

const DIMENSIONS: Readonly<Record<FindingKind, Evidence['dimension']>> = {
  spike: 'requests',
  off_hours: 'requests',
  sustained: 'requests',
  error_rate: 'error_share',
  source_fan_out: 'sources',
  denied_burst: 'denied_scope',
  dormant: 'silent_days',
  dead_key: 'dead_requests',
};

/** Beside what decided, a dimension is named from this multiple of what is usual on. */
const NAMED_RATIO = 1.5;
const ERROR_SHARE_NAMED = 0.1;
const TOP_SHARE_NAMED = 0.25;

/** What a judgement rests on: first the dimension that decided, then what else stands out in the reading. */
export function evidenceOf(
  state: DetectorState,
  kind: FindingKind,
  { observed, expected, upper }: Judgement,
  reading: Reading,
): readonly Evidence[] {
  const decided = { dimension: decidedBy(state, kind), observed, expected, upper };
  return [decided, ...standingOut(state, reading).filter(({ dimension }) => dimension !== decided.dimension)];
}

function decidedBy({ single }: DetectorState, kind: FindingKind): Evidence['dimension'] {
  const isAddress = kind === 'denied_burst' && read(single, AT.deniedAddress) > read(single, AT.deniedScope);
  return isAddress ? 'denied_address' : DIMENSIONS[kind];
}

function standingOut(state: DetectorState, reading: Reading): Evidence[] {
  const { single } = state;
  const { requests, distinctIps, topIpRequests = 0 } = reading;
  const usually = usualSources(state, volumeClass(requests));
  const topShare = requests > 0 ? topIpRequests / requests : 0;
  const usualTop = Math.exp(read(single, AT.topUsual));
  const level = read(single, AT.level);
  const normal = read(single, AT.expected);
  const share = recentShare(single);
  const usualShare = read(single, AT.errorShare);
  const all: (Evidence | undefined)[] = [
    level > NAMED_RATIO * normal ? { dimension: 'requests', observed: level, expected: normal } : undefined,
    share > ERROR_SHARE_NAMED && share > NAMED_RATIO * usualShare
      ? { dimension: 'error_share', observed: share, expected: usualShare }
      : undefined,
    usually > 0 && distinctIps > NAMED_RATIO * usually
      ? { dimension: 'sources', observed: distinctIps, expected: usually }
      : undefined,
    named('new_sources', reading.newIps),
    named('new_user_agents', reading.newUserAgents),
    topShare > TOP_SHARE_NAMED && topShare > NAMED_RATIO * usualTop
      ? { dimension: 'top_source_share', observed: topShare, expected: usualTop }
      : undefined,
    named('denied_scope', reading.deniedScope),
    named('denied_address', reading.deniedAddress),
    named('dead_requests', reading.dead),
  ];
  return all.filter((evidence) => evidence !== undefined);
}

function named(dimension: Evidence['dimension'], observed: number | undefined): Evidence | undefined {
  return observed === undefined || observed === 0 ? undefined : { dimension, observed };
}
