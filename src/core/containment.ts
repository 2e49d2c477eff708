import type { Severity } from './alert.ts';
import { SEVERITIES } from './alert.ts';

/** What may be done to a key because of an alert; each step keeps it from more than the one before. NOTIFY: nothing. */
export const CONTAINMENT_STEPS = ['NOTIFY', 'THROTTLE', 'READ_ONLY', 'SUSPEND'] as const;

export type ContainmentStep = (typeof CONTAINMENT_STEPS)[number];

/** A step that keeps a key from something. */
export type Restriction = Exclude<ContainmentStep, 'NOTIFY'>;

/** How much THROTTLE leaves of a key's limit: a share of its own one in per cent, or so many requests per minute. */
export type Throttle = { readonly percent: number } | { readonly perMinute: number };

/** Which alerts a step answers. */
export interface ContainmentRule {
  /** Empty: alerts of every kind. */
  readonly kinds: readonly string[];
  /** Alerts from this severity on. */
  readonly severity: Severity;
  /** Alerts from this score on. */
  readonly score: number;
  readonly step: ContainmentStep;
  /** False: the step is only what is proposed to a person. */
  readonly automatic: boolean;
  /** How long it lasts; null: until somebody undoes it. */
  readonly minutes: number | null;
}

/** What is done about the alerts of a workspace, or of a server or key whose own policy takes its place. */
export interface ContainmentPolicy {
  readonly rules: readonly ContainmentRule[];
  readonly throttle: Throttle;
  /** Scopes that count as reading besides those whose name says so. */
  readonly readScopes: readonly string[];
}

/** What holds where nobody has set a policy: nothing is done without a person, to whom SUSPEND is proposed. */
export const DEFAULT_POLICY: ContainmentPolicy = { rules: [], throttle: { percent: 10 }, readScopes: [] };

/** What of an alert a policy goes by. */
export interface ContainedAlert {
  readonly kind: string;
  readonly severity: Severity;
  readonly score: number;
}

/** Tells whether a step keeps a key from more than another one; null keeps it from nothing. */
export function isStricter(step: ContainmentStep, than: ContainmentStep | null): boolean {
  return than === null || CONTAINMENT_STEPS.indexOf(step) > CONTAINMENT_STEPS.indexOf(than);
}

/** Tells whether a containment takes another one's place: by a stricter step, or by the same one for longer. */
export function outlasts(
  given: { readonly step: Restriction; readonly until: Date | null },
  active: { readonly step: Restriction; readonly until: Date | null } | null,
): boolean {
  if (active === null || isStricter(given.step, active.step)) return true;
  if (given.step !== active.step || active.until === null) return false;
  return given.until === null || given.until > active.until;
}

/** The strictest rule that an alert meets, of the automatic ones or of all; undefined where it meets none. */
export function ruleFor(
  policy: ContainmentPolicy,
  alert: ContainedAlert,
  automaticOnly: boolean,
): ContainmentRule | undefined {
  return policy.rules
    .filter((rule) => (rule.automatic || !automaticOnly) && meets(alert, rule))
    .reduce<ContainmentRule | undefined>(
      (strictest, rule) => (isStricter(rule.step, strictest?.step ?? null) ? rule : strictest),
      undefined,
    );
}

/** The step that a person is proposed for an alert: what a rule says, else SUSPEND. */
export function proposedStep(policy: ContainmentPolicy, alert: ContainedAlert): Restriction {
  const step = ruleFor(policy, alert, false)?.step ?? 'SUSPEND';
  return step === 'NOTIFY' ? 'SUSPEND' : step;
}

/** When a containment of so many minutes that begins now ends; null: never by itself. */
export function endOf(minutes: number | null, now: Date): Date | null {
  return minutes === null ? null : new Date(now.getTime() + minutes * 60_000);
}

function meets(alert: ContainedAlert, rule: ContainmentRule): boolean {
  return (
    (rule.kinds.length === 0 || rule.kinds.includes(alert.kind)) &&
    SEVERITIES.indexOf(alert.severity) >= SEVERITIES.indexOf(rule.severity) &&
    alert.score >= rule.score
  );
}
