/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What a token is for. */
export type AccessTokenKind =
  /** Opens GraphQL as an admin of its workspace, and takes backfills. */
  | 'ADMIN'
  /** Opens the data plane: verifications and usage. */
  | 'GATEWAY';

/** What became of an alert. */
export type AlertChange =
  | 'ACKNOWLEDGED'
  /** Given to somebody, or taken from them. */
  | 'ASSIGNED'
  | 'COMMENTED'
  /** It became more severe. */
  | 'ESCALATED'
  /** Given a verdict after it was resolved. */
  | 'JUDGED'
  | 'OPENED'
  /** By a person, or because it went on. */
  | 'REOPENED'
  | 'RESOLVED'
  /** Its mute is over and it goes on: webhooks are told now. */
  | 'UNMUTED';

/** What the figures of alerts are: numbers, shares from 0 to 1, or NONE where there is nothing to compare. A threshold of ERROR_SHARE has shares as well. */
export type AlertFigure =
  | 'NONE'
  | 'NUMBER'
  | 'SHARE';

/** What is left out restricts nothing; an alert has to fit all that is given, and of a list one entry. Lists have at most 100 entries. What concerns keys is taken as the keys are now. */
export type AlertFilter = {
  /** True: that somebody takes care of. False: nobody. */
  assigned?: boolean | null | undefined;
  /** That one of these users takes care of. */
  assigneeIds?: Array<string> | null | undefined;
  keyIds?: Array<string> | null | undefined;
  /** Of `alertKinds`, such as `spike`. */
  kinds?: Array<string> | null | undefined;
  /** True: about the workspace as a whole. False: about keys. */
  ofWorkspace?: boolean | null | undefined;
  /** Opened before this instant. */
  openedBefore?: string | null | undefined;
  /** Opened at this instant or later. */
  openedFrom?: string | null | undefined;
  /** Of keys that one of these users owns. */
  ownerIds?: Array<string> | null | undefined;
  /** Of keys that open one of these servers, also by opening all. */
  serverIds?: Array<string> | null | undefined;
  /** Exactly as bad as one of these. */
  severities?: Array<Severity> | null | undefined;
  /** In one of these states. */
  states?: Array<AlertState> | null | undefined;
  /** Found to be one of these. */
  verdicts?: Array<AlertVerdict> | null | undefined;
};

/** What the figures of an alert measure. */
export type AlertMeasure =
  /** The share of requests that failed, from 0 to 1. */
  | 'ERROR_SHARE'
  /** Requests a minute, also refused ones. */
  | 'REQUESTS'
  /** Requests a minute with keys that the workspace does not have. */
  | 'UNKNOWN_KEYS';

/** Why an alert is resolved: quiet for half an hour, by a person, or its key was deleted. */
export type AlertResolution =
  | 'KEY_DELETED'
  | 'PERSON'
  | 'QUIET';

/** Open until somebody takes care of it or it has been quiet. */
export type AlertState =
  | 'ACKNOWLEDGED'
  | 'OPEN'
  | 'RESOLVED';

/** What people found an alert to be. */
export type AlertVerdict =
  | 'EXPECTED'
  | 'MALICIOUS';

/** What is left out restricts nothing; an event has to fit all that is given. */
export type AuditLogFilter = {
  /** Of one of these actions, at most 100: `key.revoked`, or `key.*` for all on keys. */
  actions?: Array<string> | null | undefined;
  /** Done by one of these users, at most 100. */
  actorIds?: Array<string> | null | undefined;
  /** At this instant or later. */
  from?: string | null | undefined;
  /** Done from exactly this address. */
  ip?: string | null | undefined;
  /** Done to this. */
  targetId?: string | null | undefined;
  /** Done to such a thing: the word before the dot of the action. */
  targetType?: string | null | undefined;
  /** Before this instant. */
  to?: string | null | undefined;
};

/** Programs that open servers with a key. GENERIC fits those that replace `${VARIABLE}`. */
export type Client =
  | 'CLAUDE_DESKTOP'
  | 'CURL'
  | 'CURSOR'
  | 'GENERIC'
  | 'VS_CODE';

/** Why a key was contained. */
export type ContainedBy =
  /** The key was found where it should not be. */
  | 'LEAK'
  /** Somebody opened the signed link of an alert. */
  | 'LINK'
  /** Somebody did it. */
  | 'PERSON'
  /** A policy says so about an alert. */
  | 'POLICY';

/** How a containment ended. */
export type ContainmentEnd =
  /** Its time was over. */
  | 'EXPIRED'
  /** A stricter one took its place. */
  | 'REPLACED'
  /** Somebody undid it. */
  | 'UNDONE';

/** What is done about alerts. */
export type ContainmentPolicyInput = {
  /** Scopes that count as reading besides those that end in `read`, `list` or `get` or are implied by such; `crm:reports:*` is one as well. */
  readScopes?: Array<string> | null | undefined;
  /** At most 20. */
  rules: Array<ContainmentRuleInput>;
  /** Of the step THROTTLE; left out: 10 per cent. */
  throttle?: ContainmentThrottleInput | null | undefined;
};

/** Which alerts are answered with which step. Of several rules that an alert meets, the strictest counts. */
export type ContainmentRuleInput = {
  /** False: the step is what the alert’s link proposes to a person. */
  automatic?: boolean;
  /** Such as `spike`; left out or empty: every kind. */
  kinds?: Array<string> | null | undefined;
  /** How long it lasts, up to a year; left out: until somebody undoes it. */
  minutes?: number | null | undefined;
  /** Alerts from this score on. */
  score?: number;
  /** Alerts from this severity on. */
  severity?: Severity;
  /** What is done about them. */
  step: ContainmentStep;
};

/** What is done about an alert; each step is stricter than the one before. */
export type ContainmentStep =
  /** Nothing but the alert. */
  | 'NOTIFY'
  /** Lets requests through whose scopes only read; those that name none do not. */
  | 'READ_ONLY'
  /** Lets nothing through. */
  | 'SUSPEND'
  /** Leaves a share of the limit, or so many requests per minute. */
  | 'THROTTLE';

/** Either a share of the key’s own limit, or so many requests per minute. */
export type ContainmentThrottleInput =
  {   /** 1 to 1,000,000; a stricter limit of the key stays. */
  perMinute: number; percent?: never; }
  |  { perMinute?: never;   /** 1 to 99. */
  percent: number; };

/** The outcome of a verification. */
export type DecisionCode =
  | 'CONCURRENCY_LIMITED'
  | 'EXPIRED'
  | 'INSUFFICIENT_SCOPE'
  | 'IP_NOT_ALLOWED'
  | 'MALFORMED'
  | 'NOT_FOUND'
  | 'OWNER_LOST_ACCESS'
  | 'QUOTA_EXCEEDED'
  | 'RATE_LIMITED'
  | 'REVOKED'
  | 'SERVER_INACTIVE'
  | 'SERVER_NOT_ALLOWED'
  | 'SIGNATURE_INVALID'
  | 'SIGNATURE_REQUIRED'
  | 'SUSPENDED'
  | 'VALID'
  | 'WRONG_ENVIRONMENT';

/** PENDING until it was answered with 2xx, or the plan of ten attempts over 75 hours is used up. */
export type DeliveryState =
  | 'DELIVERED'
  | 'FAILED'
  | 'PENDING';

/** How far the detector knows a key. */
export type DetectorPhase =
  /** Until the end of the third day: with wider limits. */
  | 'CAUTIOUS'
  | 'FULL'
  /** The first day: nothing is told. */
  | 'LEARNING';

/** How a refusal is worded by forward-auth. */
export type ErrorDialect =
  /** A JSON-RPC error. */
  | 'AI2FIN'
  /** `{"error":{code,message,type}}`. */
  | 'MCP_CLOUD'
  /** RFC 9457 problem details. */
  | 'PROBLEM';

/** The steps of a series. */
export type Granularity =
  | 'DAY'
  | 'HOUR'
  | 'MINUTE';

/** A key has to fit every field that is given, and of a list one entry. Empty texts and lists filter nothing. */
export type KeyFilterInput = {
  /** Keys that are older than this instant. */
  createdBefore?: string | null | undefined;
  /** Such as `production`; at most 100. */
  environments?: Array<string> | null | undefined;
  /** Keys that have expired or will before this instant; none that never expire. */
  expiresBefore?: string | null | undefined;
  /** Keys that were never used count from when they were made. */
  lastUsedBefore?: string | null | undefined;
  /** Keys that have this value there; of an object or a list, a part will do. */
  metadata?: KeyMetadataCriterion | null | undefined;
  /** Keys that one of these users owns; at most 100. */
  ownerIds?: Array<string> | null | undefined;
  /** Keys that were given one of these; what other scopes imply is not looked at. At most 100. */
  scopes?: Array<string> | null | undefined;
  /** Keys that open one of these servers, also by opening all; at most 100. */
  serverIds?: Array<string> | null | undefined;
  /** As the keys are now: one that has expired fits EXPIRED, whether it is suspended or not. */
  statuses?: Array<KeyStatus> | null | undefined;
  /** Part of the name, description, prefix or last four characters, in any case; at most 200 characters. */
  text?: string | null | undefined;
};

/** A value at a path of the metadata, such as `["team", "name"]`. */
export type KeyMetadataCriterion = {
  /** 1 to 10 names. */
  path: Array<string>;
  /** A text, number, truth value or null (also where left out); of an object or a list, a part will do. At most 1,000 characters of JSON. */
  value?: unknown;
};

/** Keys that fit all that is given, and of a list one entry. Something has to be given. */
export type KeyRevocationFilter = {
  /** Keys that are older than this instant. */
  createdBefore?: string | null | undefined;
  /** One of them; not together with `environments`. */
  environment?: string | null | undefined;
  /** Such as `production`; 1 to 100. */
  environments?: Array<string> | null | undefined;
  /** Keys that have expired or will before this instant; none that never expire. */
  expiresBefore?: string | null | undefined;
  /** These keys; 1 to 1,000. */
  keyIds?: Array<string> | null | undefined;
  /** Keys that were never used count from when they were made. */
  lastUsedBefore?: string | null | undefined;
  /** Keys that have this value there; of an object or a list, a part will do. */
  metadata?: MetadataAtInput | null | undefined;
  /** 1 to 80 characters, in upper or lower case. */
  nameContains?: string | null | undefined;
  /** Keys that one of these users owns; 1 to 1,000. */
  ownerIds?: Array<string> | null | undefined;
  /** Keys that were given one of these; what other scopes imply is not looked at. 1 to 100. */
  scopes?: Array<string> | null | undefined;
  /** Keys that open one of these servers, also by opening all; 1 to 1,000. */
  serverIds?: Array<string> | null | undefined;
  /** As the keys are now; REVOKED fits none. */
  statuses?: Array<KeyStatus> | null | undefined;
  /** Part of the name, description, prefix or last four characters, in any case; 1 to 200 characters. */
  text?: string | null | undefined;
};

/** Keys that are alike stand in the order of their ids; those that lack the time stand last. */
export type KeySort = {
  /** Left out: by when they were made. */
  by?: KeySortField;
  /** Left out: the latest first, names from the end of the alphabet. */
  direction?: SortDirection;
};

/** What a list of keys is ordered by; names as the database sorts texts. */
export type KeySortField =
  | 'CREATED_AT'
  | 'EXPIRES_AT'
  | 'LAST_USED_AT'
  | 'NAME';

/** Revoked comes before expired, expired before suspended. */
export type KeyStatus =
  | 'ACTIVE'
  | 'EXPIRED'
  | 'REVOKED'
  | 'SUSPENDED';

/** What becomes of a key that is found where others can read it. */
export type LeakAction =
  /** It is revoked for good. */
  | 'REVOKE'
  /** It is contained until somebody undoes that. */
  | 'SUSPEND';

/** What a limit follows from. */
export type LimitSource =
  /** Nothing says otherwise. */
  | 'DEFAULT'
  /** The key has a limit of its own. */
  | 'KEY'
  /** The plan of the workspace has one, above which no key of it goes. */
  | 'PLAN'
  /** The server has one. */
  | 'SERVER'
  /** The workspace has one, above which no key of it goes. */
  | 'WORKSPACE';

/** What became of a mail. */
export type MailOutcome =
  /** The SMTP server did not take it: hand the link over yourself. */
  | 'FAILED'
  /** No SMTP server is configured: hand the link over yourself. */
  | 'LOGGED'
  /** The SMTP server took it. */
  | 'SENT';

/** A value at a path of the metadata. */
export type MetadataAtInput = {
  /** 1 to 10 names, from the outside to the inside. */
  path: Array<string>;
  /** Left out: null. */
  value?: unknown;
};

/** Requests per minute of each key. */
export type Plan =
  /** As agreed: `ratePerMinute` of the workspace, or no ceiling. */
  | 'ENTERPRISE'
  /** 10. */
  | 'FREE'
  /** 300. */
  | 'PROFESSIONAL'
  /** 60. */
  | 'STANDARD';

/** Rules that keys might have, at least one. A rule that is left out stays as it is: what it rejected stays rejected. */
export type PolicyInput = {
  /** As of a key: an empty list allows every address. */
  allowCidrs?: Array<string> | null | undefined;
  /** May lie in the past. */
  expiresAt?: string | null | undefined;
  /** Each request is taken to cost 1. */
  rateLimit?: RateLimitInput | null | undefined;
  /** The scopes that the keys would have. */
  scopes?: Array<string> | null | undefined;
};

/** What is not stored and would have to be known. */
export type PolicyReplayReasonCode =
  /** Addresses are counted apart from decisions, and those of more than 6 days ago by the day: which of these requests were rejected anyway, or came at which hour, is not stored. */
  | 'ADDRESSES_APART'
  /** Of a key, 100 addresses a minute are stored; requests from further ones are counted as `other`. */
  | 'ADDRESSES_NOT_STORED'
  /** Some requests cost more than 1; which ones is not stored. */
  | 'COSTS_NOT_STORED'
  /** Requests are counted by the minute: when in a minute each one came is not stored. */
  | 'ORDER_NOT_STORED'
  /** The scopes that requests asked for are not stored. */
  | 'SCOPES_NOT_STORED'
  /** Requests of more than 6 days ago are counted by the hour. */
  | 'STORED_BY_HOUR';

/** Whether every verifier has it. */
export type Propagation =
  /** No verifier anywhere decides on the old state any more. */
  | 'DONE'
  /** Redis is away. It is committed, and carried on as soon as Redis is back. */
  | 'PENDING';

/** At most `limit` requests until the next refill. A request that is verified with a `cost` takes so many. */
export type QuotaInput = {
  /** 1 to 1,000,000,000. */
  limit: number;
  /** When the count begins anew; NEVER: the limit is for the whole life of the key. What it did while it had no quota does not count. */
  refill?: QuotaRefill;
};

/** When a quota is filled up again, by the UTC calendar; weeks begin on Monday. */
export type QuotaRefill =
  | 'DAILY'
  | 'HOURLY'
  | 'MONTHLY'
  | 'NEVER'
  | 'WEEKLY';

/** At most `limit` requests in any `windowSeconds`. */
export type RateLimitInput = {
  /** How many of them may come at once, 1 to `limit`; those taken come back evenly over the window. Left out: as many as the limit allows. */
  burst?: number | null | undefined;
  /** 1 to 1,000,000. */
  limit: number;
  /** 1 to 86,400. */
  windowSeconds?: number;
};

/** Why something was refused. Codes are never reused; docs/errors.md says what to do about each. */
export type RefusalCode =
  | 'ALERT_STATE'
  | 'ALREADY_MEMBER'
  | 'CIDR_INVALID'
  | 'CONFIRMATION_MISMATCH'
  | 'DUPLICATE_HASH'
  | 'EMAIL_TAKEN'
  | 'ENDPOINT_STATE'
  | 'EXPIRY_IN_PAST'
  | 'FORBIDDEN'
  | 'INVALID_INPUT'
  | 'INVITATION_INVALID'
  | 'KEY_STATE'
  | 'LAST_OWNER'
  | 'LIMIT_REACHED'
  | 'METADATA_TOO_LARGE'
  | 'NOT_FOUND'
  | 'NOT_RECOVERABLE'
  | 'PLAN_LIMIT'
  | 'PREVIEW_OUTDATED'
  | 'RANGE_NOT_KEPT'
  | 'RANGE_TOO_LONG'
  | 'SECOND_FACTOR_FAILED'
  | 'SECOND_FACTOR_REQUIRED'
  | 'SECOND_FACTOR_STATE'
  | 'SIGN_IN_FAILED'
  | 'SIGN_IN_THROTTLED'
  | 'SIGN_UP_CLOSED'
  | 'SIGN_UP_THROTTLED'
  | 'SLUG_TAKEN'
  | 'TOO_MANY_ENDPOINTS'
  | 'TOO_MANY_POINTS'
  | 'UNKNOWN_SCOPE'
  | 'URL_NOT_ALLOWED';

/** What a contained key is kept from; each step from more than the one before. */
export type Restriction =
  /** Lets requests through whose scopes only read; those that name none do not. */
  | 'READ_ONLY'
  /** Lets nothing through. */
  | 'SUSPEND'
  /** Leaves a share of the limit, or so many requests per minute. */
  | 'THROTTLE';

/** Members see and manage their own keys, admins and owners all of them; viewers see everything. */
export type Role =
  | 'ADMIN'
  | 'MEMBER'
  | 'OWNER'
  | 'VIEWER';

/** What a scope of a server implies directly. */
export type ScopeImplicationInput = {
  /** What a key with `scope` may do as well, at most 100; of the server or of the MCP too. */
  implies: Array<string>;
  /** One of the server or of the MCP, each once; any other is refused with UNKNOWN_SCOPE. */
  scope: string;
};

/** How easily the detector tells of a key. OFF: it goes on to learn and tells nothing; thresholds hold. */
export type Sensitivity =
  | 'HIGH'
  | 'LOW'
  | 'NORMAL'
  | 'OFF';

/** Where a sensitivity was set. NOTHING: nowhere. */
export type SensitivitySource =
  | 'KEY'
  | 'NOTHING'
  | 'SERVER'
  | 'WORKSPACE';

/** Whether a server may be used. */
export type ServerStatus =
  | 'ACTIVE'
  /** Verifications that name it are refused with SERVER_INACTIVE. */
  | 'INACTIVE';

/** How bad it is. */
export type Severity =
  | 'CRITICAL'
  | 'INFO'
  | 'WARNING';

/** ASC: the earliest or smallest first. */
export type SortDirection =
  | 'ASC'
  | 'DESC';

/** What tells where a key was used from. */
export type SourceKind =
  | 'ADDRESS'
  | 'USER_AGENT';

/** What a threshold looks at, of a key’s minute. */
export type ThresholdMetric =
  /** Denied requests. */
  | 'DENIED'
  /** The share of requests that failed, from 0 to 1. */
  | 'ERROR_SHARE'
  /** Requests, also denied ones. */
  | 'REQUESTS';

/** What usage can be grouped by. */
export type UsageDimension =
  | 'CODE'
  | 'ENDPOINT'
  | 'ENVIRONMENT'
  | 'KEY'
  | 'METADATA'
  | 'OWNER'
  | 'SERVER';

/** PERSON: somebody. GONE: it answered 410. FAILING: every attempt of five days failed. */
export type WebhookDisabledBy =
  | 'FAILING'
  | 'GONE'
  | 'PERSON';

/** How what is delivered is written. STANDARD: Standard Webhooks, signed. SLACK: for an incoming webhook. TEAMS: an Adaptive Card for a Workflows webhook. PAGERDUTY: Events API v2, alerts only. EMAIL: over SMTP. */
export type WebhookFormat =
  | 'EMAIL'
  | 'PAGERDUTY'
  | 'SLACK'
  | 'STANDARD'
  | 'TEAMS';

export type ContainKeyMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
  alertId?: string | null | undefined;
  step: Restriction;
  minutes?: number | null | undefined;
  reason?: string | null | undefined;
  throttle?: ContainmentThrottleInput | null | undefined;
}>;


export type ContainKeyMutation = { containApiKey:
    | { __typename: 'ContainApiKeySuccess', propagation: Propagation, key: { __typename: 'Key', id: string, status: KeyStatus, containment: { __typename: 'Containment', id: string, step: Restriction, since: string, until: string | null, endedAt: string | null, end: ContainmentEnd | null, by: ContainedBy, reason: string | null, replacedId: string | null, byUser: { __typename: 'User', id: string, name: string } | null, endedBy: { __typename: 'User', id: string, name: string } | null, throttle: { __typename: 'ContainmentThrottle', percent: number | null, perMinute: number | null } | null, alert: { __typename: 'Alert', id: string, kind: string } | null } | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type UndoContainmentMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
  all: boolean;
}>;


export type UndoContainmentMutation = { undoContainment:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'UndoContainmentSuccess', propagation: Propagation, key: { __typename: 'Key', id: string, status: KeyStatus, containment: { __typename: 'Containment', id: string, step: Restriction, since: string, until: string | null, endedAt: string | null, end: ContainmentEnd | null, by: ContainedBy, reason: string | null, replacedId: string | null, byUser: { __typename: 'User', id: string, name: string } | null, endedBy: { __typename: 'User', id: string, name: string } | null, throttle: { __typename: 'ContainmentThrottle', percent: number | null, perMinute: number | null } | null, alert: { __typename: 'Alert', id: string, kind: string } | null } | null } }
   };

export type PolicyFieldsFragment = { __typename: 'ContainmentPolicy', id: string, readScopes: Array<string>, updatedAt: string, throttle: { __typename: 'ContainmentThrottle', percent: number | null, perMinute: number | null }, rules: Array<{ __typename: 'ContainmentRule', automatic: boolean, kinds: Array<string>, minutes: number | null, score: number, severity: Severity, step: ContainmentStep }>, key: { __typename: 'Key', id: string, name: string } | null, server: { __typename: 'Server', id: string, name: string } | null };

export type ContainmentPoliciesQueryVariables = Exact<{
  workspaceId: string;
}>;


export type ContainmentPoliciesQuery = { containmentPolicies: Array<{ __typename: 'ContainmentPolicy', id: string, readScopes: Array<string>, updatedAt: string, throttle: { __typename: 'ContainmentThrottle', percent: number | null, perMinute: number | null }, rules: Array<{ __typename: 'ContainmentRule', automatic: boolean, kinds: Array<string>, minutes: number | null, score: number, severity: Severity, step: ContainmentStep }>, key: { __typename: 'Key', id: string, name: string } | null, server: { __typename: 'Server', id: string, name: string } | null }> };

export type PolicyDryRunQueryVariables = Exact<{
  workspaceId: string;
  policy: ContainmentPolicyInput;
  serverId?: string | null | undefined;
  keyId?: string | null | undefined;
}>;


export type PolicyDryRunQuery = { containmentDryRun: { __typename: 'ContainmentDryRun', alertsLookedAt: number, truncated: boolean, haltedAt: string | null, containments: Array<{ __typename: 'ContainmentDryRunEntry', alertId: string, at: string, step: Restriction, until: string | null, keyId: string, key: { __typename: 'Key', id: string, name: string } }> } };

export type SetPolicyMutationVariables = Exact<{
  workspaceId: string;
  policy?: ContainmentPolicyInput | null | undefined;
  serverId?: string | null | undefined;
  keyId?: string | null | undefined;
}>;


export type SetPolicyMutation = { setContainmentPolicy:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SetContainmentPolicySuccess', policy: { __typename: 'ContainmentPolicy', id: string } | null }
   };

export type ActedKeyFragment = { __typename: 'Key', id: string, name: string, description: string | null, status: KeyStatus, prefix: string, lastFour: string, environment: string, expiresAt: string | null, suspendedAt: string | null, revokedAt: string | null, recoverable: boolean, owner: { __typename: 'User', id: string, name: string } };

export type KeyActionRotateMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
  graceSeconds: number;
  expiresInDays?: number | null | undefined;
}>;


export type KeyActionRotateMutation = { rotateApiKey:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RotateApiKeySuccess', secret: string, signingSecret: string | null, warning: string, propagation: Propagation, key: { __typename: 'Key', id: string, name: string, description: string | null, status: KeyStatus, prefix: string, lastFour: string, environment: string, expiresAt: string | null, suspendedAt: string | null, revokedAt: string | null, recoverable: boolean, owner: { __typename: 'User', id: string, name: string } }, previous: { __typename: 'Key', id: string, name: string, description: string | null, status: KeyStatus, prefix: string, lastFour: string, environment: string, expiresAt: string | null, suspendedAt: string | null, revokedAt: string | null, recoverable: boolean, owner: { __typename: 'User', id: string, name: string } } }
   };

export type KeyActionSuspendMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
  reason?: string | null | undefined;
}>;


export type KeyActionSuspendMutation = { suspendApiKey:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SuspendApiKeySuccess', propagation: Propagation, key: { __typename: 'Key', id: string, name: string, description: string | null, status: KeyStatus, prefix: string, lastFour: string, environment: string, expiresAt: string | null, suspendedAt: string | null, revokedAt: string | null, recoverable: boolean, owner: { __typename: 'User', id: string, name: string } } }
   };

export type KeyActionResumeMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
}>;


export type KeyActionResumeMutation = { resumeApiKey:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'ResumeApiKeySuccess', propagation: Propagation, key: { __typename: 'Key', id: string, name: string, description: string | null, status: KeyStatus, prefix: string, lastFour: string, environment: string, expiresAt: string | null, suspendedAt: string | null, revokedAt: string | null, recoverable: boolean, owner: { __typename: 'User', id: string, name: string } } }
   };

export type KeyActionRevokeMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
}>;


export type KeyActionRevokeMutation = { revokeApiKey:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RevokeApiKeySuccess', propagation: Propagation, key: { __typename: 'Key', id: string, name: string, description: string | null, status: KeyStatus, prefix: string, lastFour: string, environment: string, expiresAt: string | null, suspendedAt: string | null, revokedAt: string | null, recoverable: boolean, owner: { __typename: 'User', id: string, name: string } } }
   };

export type KeyActionDeleteMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
}>;


export type KeyActionDeleteMutation = { deleteApiKey:
    | { __typename: 'DeleteApiKeySuccess', deletedKeyId: string, propagation: Propagation }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type KeyActionEditMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
  name: string;
  description?: string | null | undefined;
}>;


export type KeyActionEditMutation = { updateApiKey:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'UpdateApiKeySuccess', propagation: Propagation, key: { __typename: 'Key', id: string, name: string, description: string | null, status: KeyStatus, prefix: string, lastFour: string, environment: string, expiresAt: string | null, suspendedAt: string | null, revokedAt: string | null, recoverable: boolean, owner: { __typename: 'User', id: string, name: string } } }
   };

export type KeyActionRevealMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
}>;


export type KeyActionRevealMutation = { revealApiKey:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RevealApiKeySuccess', secret: string, key: { __typename: 'Key', id: string, name: string, description: string | null, status: KeyStatus, prefix: string, lastFour: string, environment: string, expiresAt: string | null, suspendedAt: string | null, revokedAt: string | null, recoverable: boolean, owner: { __typename: 'User', id: string, name: string } } }
   };

export type KeyActionServersQueryVariables = Exact<{
  workspaceId: string;
}>;


export type KeyActionServersQuery = { servers: Array<{ __typename: 'Server', id: string, name: string, slug: string, environment: string }> };

export type KeyActionSnippetQueryVariables = Exact<{
  workspaceId: string;
  serverId: string;
  client: Client;
  url: string;
}>;


export type KeyActionSnippetQuery = { server: { __typename: 'Server', id: string, clientConfig: { __typename: 'ClientConfig', fileName: string | null, text: string, variable: string } } };

export type MuteServersQueryVariables = Exact<{
  workspaceId: string;
}>;


export type MuteServersQuery = { servers: Array<{ __typename: 'Server', id: string, name: string }> };

export type MuteCreateMutationVariables = Exact<{
  workspaceId: string;
  reason: string;
  until: string;
  from?: string | null | undefined;
  weekly?: boolean | null | undefined;
  timeZone?: string | null | undefined;
  kinds?: Array<string> | string | null | undefined;
  serverId?: string | null | undefined;
  keyId?: string | null | undefined;
}>;


export type MuteCreateMutation = { createMute:
    | { __typename: 'CreateMuteSuccess', mute: { __typename: 'Mute', id: string } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type MuteEndMutationVariables = Exact<{
  workspaceId: string;
  muteId: string;
}>;


export type MuteEndMutation = { endMute:
    | { __typename: 'EndMuteSuccess', mute: { __typename: 'Mute', id: string, active: boolean, over: boolean, endedAt: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type AccountSessionsQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountSessionsQuery = { sessions: Array<{ __typename: 'Session', id: string, current: boolean, createdAt: string, lastUsedAt: string | null, expiresAt: string | null, ip: string | null, userAgent: string | null }> };

export type AccountRenameMutationVariables = Exact<{
  name: string;
}>;


export type AccountRenameMutation = { updateProfile:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'UpdateProfileSuccess', user: { __typename: 'User', id: string, name: string } }
   };

export type AccountChangePasswordMutationVariables = Exact<{
  currentPassword: string;
  newPassword: string;
}>;


export type AccountChangePasswordMutation = { changePassword:
    | { __typename: 'ChangePasswordSuccess', endedSessions: number }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type AccountStartSecondFactorMutationVariables = Exact<{
  password: string;
}>;


export type AccountStartSecondFactorMutation = { startSecondFactor:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'StartSecondFactorSuccess', secret: string, uri: string }
   };

export type AccountConfirmSecondFactorMutationVariables = Exact<{
  code: string;
}>;


export type AccountConfirmSecondFactorMutation = { confirmSecondFactor:
    | { __typename: 'ConfirmSecondFactorSuccess', recoveryCodes: Array<string>, endedSessions: number }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type AccountDisableSecondFactorMutationVariables = Exact<{
  password: string;
  code: string;
}>;


export type AccountDisableSecondFactorMutation = { disableSecondFactor:
    | { __typename: 'DisableSecondFactorSuccess', disabled: boolean }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type AccountRenewRecoveryCodesMutationVariables = Exact<{
  password: string;
  code: string;
}>;


export type AccountRenewRecoveryCodesMutation = { renewRecoveryCodes:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RenewRecoveryCodesSuccess', recoveryCodes: Array<string> }
   };

export type AccountRevokeSessionMutationVariables = Exact<{
  sessionId: string;
}>;


export type AccountRevokeSessionMutation = { revokeSession:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RevokeSessionSuccess', sessionId: string }
   };

export type AccountRevokeOtherSessionsMutationVariables = Exact<{ [key: string]: never; }>;


export type AccountRevokeOtherSessionsMutation = { revokeOtherSessions:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RevokeOtherSessionsSuccess', endedSessions: number }
   };

export type AccountLeaveWorkspaceMutationVariables = Exact<{
  workspaceId: string;
}>;


export type AccountLeaveWorkspaceMutation = { leaveWorkspace:
    | { __typename: 'LeaveWorkspaceSuccess', propagation: Propagation, userId: string }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type AlertContainmentFragment = { __typename: 'Containment', id: string, step: Restriction, since: string, until: string | null, endedAt: string | null, end: ContainmentEnd | null, by: ContainedBy, reason: string | null, replacedId: string | null, byUser: { __typename: 'User', id: string, name: string } | null, endedBy: { __typename: 'User', id: string, name: string } | null, throttle: { __typename: 'ContainmentThrottle', percent: number | null, perMinute: number | null } | null, alert: { __typename: 'Alert', id: string, kind: string } | null };

export type AlertViewQueryVariables = Exact<{
  workspaceId: string;
  id: string;
  isAdmin: boolean;
}>;


export type AlertViewQuery = { alert: { __typename: 'Alert', topic: string, observed: number, expected: number, lower: number, upper: number, id: string, kind: string, state: AlertState, severity: Severity, sentence: string, score: number, since: string, openedAt: string, lastMinute: string, acknowledgedAt: string | null, resolvedAt: string | null, resolution: AlertResolution | null, verdict: AlertVerdict | null, mutedBy: { __typename: 'Mute', id: string, reason: string, until: string, active: boolean } | null, key: { __typename: 'Key', id: string, name: string, prefix: string, lastFour: string, environment: string, status: KeyStatus, revokedAt: string | null, deletedAt: string | null, lastUsedAt: string | null, owner: { __typename: 'User', id: string, name: string, email: string }, containment: { __typename: 'Containment', id: string, step: Restriction, since: string, until: string | null, endedAt: string | null, end: ContainmentEnd | null, by: ContainedBy, reason: string | null, replacedId: string | null, byUser: { __typename: 'User', id: string, name: string } | null, endedBy: { __typename: 'User', id: string, name: string } | null, throttle: { __typename: 'ContainmentThrottle', percent: number | null, perMinute: number | null } | null, alert: { __typename: 'Alert', id: string, kind: string } | null } | null } | null, containments: Array<{ __typename: 'Containment', id: string, step: Restriction, since: string, until: string | null, endedAt: string | null, end: ContainmentEnd | null, by: ContainedBy, reason: string | null, replacedId: string | null, byUser: { __typename: 'User', id: string, name: string } | null, endedBy: { __typename: 'User', id: string, name: string } | null, throttle: { __typename: 'ContainmentThrottle', percent: number | null, perMinute: number | null } | null, alert: { __typename: 'Alert', id: string, kind: string } | null }>, history: Array<{ __typename: 'AlertEntry', id: string, at: string, change: AlertChange, comment: string | null, severity: Severity | null, verdict: AlertVerdict | null, actor: { __typename: 'User', id: string, name: string } | null, assignee: { __typename: 'User', id: string, name: string } | null }>, deliveries?: Array<{ __typename: 'Delivery', id: string, eventType: string, state: DeliveryState, createdAt: string, deliveredAt: string | null, nextAttemptAt: string | null, endpoint: { __typename: 'WebhookEndpoint', id: string, url: string, description: string | null, format: WebhookFormat }, attempts: Array<{ __typename: 'DeliveryAttempt', at: string, status: number | null, error: string | null, durationMs: number }> }> | null, assignee: { __typename: 'User', id: string, name: string } | null } };

export type AlertAroundQueryVariables = Exact<{
  workspaceId: string;
  alertId: string;
}>;


export type AlertAroundQuery = { alertChart: { __typename: 'AlertChart', from: string, to: string, complete: boolean, band: { __typename: 'AlertBand', measure: AlertMeasure, expected: number, lower: number, upper: number } | null, points: Array<{ __typename: 'AlertChartPoint', at: string, requests: number, errors: number, denied: number, distinctIps: number, observed: number | null, expected: number | null, lower: number | null, upper: number | null }> } };

export type AlertCommentMutationVariables = Exact<{
  workspaceId: string;
  alertId: string;
  text: string;
}>;


export type AlertCommentMutation = { commentOnAlert:
    | { __typename: 'CommentOnAlertSuccess', alert: { __typename: 'Alert', id: string, history: Array<{ __typename: 'AlertEntry', id: string, at: string, change: AlertChange, comment: string | null, severity: Severity | null, verdict: AlertVerdict | null, actor: { __typename: 'User', id: string, name: string } | null, assignee: { __typename: 'User', id: string, name: string } | null }> } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type AlertRowFragment = { __typename: 'Alert', id: string, kind: string, state: AlertState, severity: Severity, sentence: string, score: number, since: string, openedAt: string, lastMinute: string, acknowledgedAt: string | null, resolvedAt: string | null, resolution: AlertResolution | null, verdict: AlertVerdict | null, assignee: { __typename: 'User', id: string, name: string } | null, key: { __typename: 'Key', id: string, name: string, deletedAt: string | null } | null };

export type AlertsListQueryVariables = Exact<{
  workspaceId: string;
  filter?: AlertFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type AlertsListQuery = { alerts: { __typename: 'AlertConnection', edges: Array<{ __typename: 'AlertEdge', node: { __typename: 'Alert', id: string, kind: string, state: AlertState, severity: Severity, sentence: string, score: number, since: string, openedAt: string, lastMinute: string, acknowledgedAt: string | null, resolvedAt: string | null, resolution: AlertResolution | null, verdict: AlertVerdict | null, assignee: { __typename: 'User', id: string, name: string } | null, key: { __typename: 'Key', id: string, name: string, deletedAt: string | null } | null } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type AlertsCountsQueryVariables = Exact<{
  workspaceId: string;
  filter?: AlertFilter | null | undefined;
}>;


export type AlertsCountsQuery = { alertCounts: Array<{ __typename: 'AlertCount', severity: Severity, state: AlertState, count: number }> };

export type AlertsChoicesQueryVariables = Exact<{
  workspaceId: string;
  first: number;
}>;


export type AlertsChoicesQuery = { servers: Array<{ __typename: 'Server', id: string, name: string }>, members: { __typename: 'MemberConnection', edges: Array<{ __typename: 'MemberEdge', node: { __typename: 'Member', userId: string, role: Role, user: { __typename: 'User', id: string, name: string } } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type AlertsKeysQueryVariables = Exact<{
  workspaceId: string;
  search: string;
  first: number;
}>;


export type AlertsKeysQuery = { keys: { __typename: 'KeyConnection', edges: Array<{ __typename: 'KeyEdge', node: { __typename: 'Key', id: string, name: string, prefix: string, lastFour: string } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type AlertsKeyNameQueryVariables = Exact<{
  workspaceId: string;
  keyId: string;
}>;


export type AlertsKeyNameQuery = { key: { __typename: 'Key', id: string, name: string } };

export type AlertsAcknowledgeMutationVariables = Exact<{
  workspaceId: string;
  alertIds: Array<string> | string;
}>;


export type AlertsAcknowledgeMutation = { acknowledgeAlerts:
    | { __typename: 'AcknowledgeAlertsSuccess', alerts: Array<{ __typename: 'Alert', id: string, kind: string, state: AlertState, severity: Severity, sentence: string, score: number, since: string, openedAt: string, lastMinute: string, acknowledgedAt: string | null, resolvedAt: string | null, resolution: AlertResolution | null, verdict: AlertVerdict | null, assignee: { __typename: 'User', id: string, name: string } | null, key: { __typename: 'Key', id: string, name: string, deletedAt: string | null } | null }>, results: Array<{ __typename: 'AlertResult', alertId: string, changed: boolean, refusal: { __typename: 'AlertRefusal', code: RefusalCode, message: string } | null }> }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type AlertsResolveMutationVariables = Exact<{
  workspaceId: string;
  alertIds: Array<string> | string;
  verdict?: AlertVerdict | null | undefined;
  comment?: string | null | undefined;
}>;


export type AlertsResolveMutation = { resolveAlerts:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'ResolveAlertsSuccess', alerts: Array<{ __typename: 'Alert', id: string, kind: string, state: AlertState, severity: Severity, sentence: string, score: number, since: string, openedAt: string, lastMinute: string, acknowledgedAt: string | null, resolvedAt: string | null, resolution: AlertResolution | null, verdict: AlertVerdict | null, assignee: { __typename: 'User', id: string, name: string } | null, key: { __typename: 'Key', id: string, name: string, deletedAt: string | null } | null }>, results: Array<{ __typename: 'AlertResult', alertId: string, changed: boolean, refusal: { __typename: 'AlertRefusal', code: RefusalCode, message: string } | null }> }
   };

export type AlertsReopenMutationVariables = Exact<{
  workspaceId: string;
  alertIds: Array<string> | string;
}>;


export type AlertsReopenMutation = { reopenAlerts:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'ReopenAlertsSuccess', alerts: Array<{ __typename: 'Alert', id: string, kind: string, state: AlertState, severity: Severity, sentence: string, score: number, since: string, openedAt: string, lastMinute: string, acknowledgedAt: string | null, resolvedAt: string | null, resolution: AlertResolution | null, verdict: AlertVerdict | null, assignee: { __typename: 'User', id: string, name: string } | null, key: { __typename: 'Key', id: string, name: string, deletedAt: string | null } | null }>, results: Array<{ __typename: 'AlertResult', alertId: string, changed: boolean, refusal: { __typename: 'AlertRefusal', code: RefusalCode, message: string } | null }> }
   };

export type AlertsAssignMutationVariables = Exact<{
  workspaceId: string;
  alertIds: Array<string> | string;
  userId?: string | null | undefined;
}>;


export type AlertsAssignMutation = { assignAlerts:
    | { __typename: 'AssignAlertsSuccess', alerts: Array<{ __typename: 'Alert', id: string, kind: string, state: AlertState, severity: Severity, sentence: string, score: number, since: string, openedAt: string, lastMinute: string, acknowledgedAt: string | null, resolvedAt: string | null, resolution: AlertResolution | null, verdict: AlertVerdict | null, assignee: { __typename: 'User', id: string, name: string } | null, key: { __typename: 'Key', id: string, name: string, deletedAt: string | null } | null }>, results: Array<{ __typename: 'AlertResult', alertId: string, changed: boolean, refusal: { __typename: 'AlertRefusal', code: RefusalCode, message: string } | null }> }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type AuditEventsQueryVariables = Exact<{
  workspaceId: string;
  filter?: AuditLogFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type AuditEventsQuery = { auditLog: { __typename: 'AuditEventConnection', edges: Array<{ __typename: 'AuditEventEdge', node: { __typename: 'AuditEvent', id: string, at: string, action: string, actorId: string | null, ip: string | null, targetType: string, targetId: string, tokenId: string | null, before: unknown, after: unknown, detail: unknown, actor: { __typename: 'User', id: string, name: string, email: string } | null } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type AuditActorsQueryVariables = Exact<{
  workspaceId: string;
}>;


export type AuditActorsQuery = { members: { __typename: 'MemberConnection', edges: Array<{ __typename: 'MemberEdge', node: { __typename: 'Member', userId: string, user: { __typename: 'User', id: string, name: string, email: string } } }> } };

export type FirstStepsQueryVariables = Exact<{
  workspaceId: string;
  from: string;
  to: string;
  isAdmin: boolean;
}>;


export type FirstStepsQuery = { workspace: { __typename: 'Workspace', id: string, serverCount: number, keyCount: number }, servers: Array<{ __typename: 'Server', id: string, slug: string }>, accessTokens?: { __typename: 'AccessTokenConnection', edges: Array<{ __typename: 'AccessTokenEdge', node: { __typename: 'AccessToken', id: string, kind: AccessTokenKind } }> }, usage: { __typename: 'UsageReport', totals: { __typename: 'UsageTotals', requests: number } } };

export type KeyUpdateLimitsMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
  rateLimit?: RateLimitInput | null | undefined;
  quota?: QuotaInput | null | undefined;
  concurrencyLimit?: number | null | undefined;
  expiresAt?: string | null | undefined;
}>;


export type KeyUpdateLimitsMutation = { updateApiKey:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'UpdateApiKeySuccess', propagation: Propagation, key: { __typename: 'Key', createdAt: string, lastUsedAt: string | null, rotationDueAt: string, hasFullAccess: boolean, hasSigningSecret: boolean, requiresSignature: boolean, warnings: Array<string>, metadata: unknown, scopes: Array<string>, allServers: boolean, allowCidrs: Array<string>, concurrencyLimit: number | null, sensitivity: Sensitivity | null, id: string, name: string, description: string | null, status: KeyStatus, prefix: string, lastFour: string, environment: string, expiresAt: string | null, suspendedAt: string | null, revokedAt: string | null, recoverable: boolean, containment: { __typename: 'Containment', id: string, step: Restriction, since: string, until: string | null, endedAt: string | null, end: ContainmentEnd | null, by: ContainedBy, reason: string | null, replacedId: string | null, byUser: { __typename: 'User', id: string, name: string } | null, endedBy: { __typename: 'User', id: string, name: string } | null, throttle: { __typename: 'ContainmentThrottle', percent: number | null, perMinute: number | null } | null, alert: { __typename: 'Alert', id: string, kind: string } | null } | null, servers: Array<{ __typename: 'Server', id: string, name: string, slug: string }>, rateLimit: { __typename: 'RateLimit', limit: number, windowSeconds: number, burst: number | null } | null, quota: { __typename: 'Quota', limit: number, refill: QuotaRefill } | null, effectiveSensitivity: { __typename: 'EffectiveSensitivity', sensitivity: Sensitivity, setOn: SensitivitySource }, effectiveLimit: { __typename: 'EffectiveLimit', value: number, windowSeconds: number, burst: number | null, from: LimitSource }, owner: { __typename: 'User', id: string, name: string } } }
   };

export type KeyUpdateAccessMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
  scopes?: Array<string> | string | null | undefined;
  allServers?: boolean | null | undefined;
  serverIds?: Array<string> | string | null | undefined;
  allowCidrs?: Array<string> | string | null | undefined;
  requiresSignature?: boolean | null | undefined;
}>;


export type KeyUpdateAccessMutation = { updateApiKey:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'UpdateApiKeySuccess', propagation: Propagation, key: { __typename: 'Key', createdAt: string, lastUsedAt: string | null, rotationDueAt: string, hasFullAccess: boolean, hasSigningSecret: boolean, requiresSignature: boolean, warnings: Array<string>, metadata: unknown, scopes: Array<string>, allServers: boolean, allowCidrs: Array<string>, concurrencyLimit: number | null, sensitivity: Sensitivity | null, id: string, name: string, description: string | null, status: KeyStatus, prefix: string, lastFour: string, environment: string, expiresAt: string | null, suspendedAt: string | null, revokedAt: string | null, recoverable: boolean, containment: { __typename: 'Containment', id: string, step: Restriction, since: string, until: string | null, endedAt: string | null, end: ContainmentEnd | null, by: ContainedBy, reason: string | null, replacedId: string | null, byUser: { __typename: 'User', id: string, name: string } | null, endedBy: { __typename: 'User', id: string, name: string } | null, throttle: { __typename: 'ContainmentThrottle', percent: number | null, perMinute: number | null } | null, alert: { __typename: 'Alert', id: string, kind: string } | null } | null, servers: Array<{ __typename: 'Server', id: string, name: string, slug: string }>, rateLimit: { __typename: 'RateLimit', limit: number, windowSeconds: number, burst: number | null } | null, quota: { __typename: 'Quota', limit: number, refill: QuotaRefill } | null, effectiveSensitivity: { __typename: 'EffectiveSensitivity', sensitivity: Sensitivity, setOn: SensitivitySource }, effectiveLimit: { __typename: 'EffectiveLimit', value: number, windowSeconds: number, burst: number | null, from: LimitSource }, owner: { __typename: 'User', id: string, name: string } } }
   };

export type KeyUpdateMetadataMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
  setMetadata?: Array<MetadataAtInput> | MetadataAtInput | null | undefined;
  unsetMetadata?: Array<Array<string> | string> | Array<string> | string | null | undefined;
}>;


export type KeyUpdateMetadataMutation = { updateApiKey:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'UpdateApiKeySuccess', propagation: Propagation, key: { __typename: 'Key', createdAt: string, lastUsedAt: string | null, rotationDueAt: string, hasFullAccess: boolean, hasSigningSecret: boolean, requiresSignature: boolean, warnings: Array<string>, metadata: unknown, scopes: Array<string>, allServers: boolean, allowCidrs: Array<string>, concurrencyLimit: number | null, sensitivity: Sensitivity | null, id: string, name: string, description: string | null, status: KeyStatus, prefix: string, lastFour: string, environment: string, expiresAt: string | null, suspendedAt: string | null, revokedAt: string | null, recoverable: boolean, containment: { __typename: 'Containment', id: string, step: Restriction, since: string, until: string | null, endedAt: string | null, end: ContainmentEnd | null, by: ContainedBy, reason: string | null, replacedId: string | null, byUser: { __typename: 'User', id: string, name: string } | null, endedBy: { __typename: 'User', id: string, name: string } | null, throttle: { __typename: 'ContainmentThrottle', percent: number | null, perMinute: number | null } | null, alert: { __typename: 'Alert', id: string, kind: string } | null } | null, servers: Array<{ __typename: 'Server', id: string, name: string, slug: string }>, rateLimit: { __typename: 'RateLimit', limit: number, windowSeconds: number, burst: number | null } | null, quota: { __typename: 'Quota', limit: number, refill: QuotaRefill } | null, effectiveSensitivity: { __typename: 'EffectiveSensitivity', sensitivity: Sensitivity, setOn: SensitivitySource }, effectiveLimit: { __typename: 'EffectiveLimit', value: number, windowSeconds: number, burst: number | null, from: LimitSource }, owner: { __typename: 'User', id: string, name: string } } }
   };

export type KeySetSensitivityMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
  sensitivity?: Sensitivity | null | undefined;
}>;


export type KeySetSensitivityMutation = { setSensitivity:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SetSensitivitySuccess', key: { __typename: 'Key', id: string, sensitivity: Sensitivity | null, effectiveSensitivity: { __typename: 'EffectiveSensitivity', sensitivity: Sensitivity, setOn: SensitivitySource } } | null }
   };

export type KeyPageFragment = { __typename: 'Key', createdAt: string, lastUsedAt: string | null, rotationDueAt: string, hasFullAccess: boolean, hasSigningSecret: boolean, requiresSignature: boolean, warnings: Array<string>, metadata: unknown, scopes: Array<string>, allServers: boolean, allowCidrs: Array<string>, concurrencyLimit: number | null, sensitivity: Sensitivity | null, id: string, name: string, description: string | null, status: KeyStatus, prefix: string, lastFour: string, environment: string, expiresAt: string | null, suspendedAt: string | null, revokedAt: string | null, recoverable: boolean, containment: { __typename: 'Containment', id: string, step: Restriction, since: string, until: string | null, endedAt: string | null, end: ContainmentEnd | null, by: ContainedBy, reason: string | null, replacedId: string | null, byUser: { __typename: 'User', id: string, name: string } | null, endedBy: { __typename: 'User', id: string, name: string } | null, throttle: { __typename: 'ContainmentThrottle', percent: number | null, perMinute: number | null } | null, alert: { __typename: 'Alert', id: string, kind: string } | null } | null, servers: Array<{ __typename: 'Server', id: string, name: string, slug: string }>, rateLimit: { __typename: 'RateLimit', limit: number, windowSeconds: number, burst: number | null } | null, quota: { __typename: 'Quota', limit: number, refill: QuotaRefill } | null, effectiveSensitivity: { __typename: 'EffectiveSensitivity', sensitivity: Sensitivity, setOn: SensitivitySource }, effectiveLimit: { __typename: 'EffectiveLimit', value: number, windowSeconds: number, burst: number | null, from: LimitSource }, owner: { __typename: 'User', id: string, name: string } };

export type KeyViewQueryVariables = Exact<{
  workspaceId: string;
  keyId: string;
}>;


export type KeyViewQuery = { key: { __typename: 'Key', createdAt: string, lastUsedAt: string | null, rotationDueAt: string, hasFullAccess: boolean, hasSigningSecret: boolean, requiresSignature: boolean, warnings: Array<string>, metadata: unknown, scopes: Array<string>, allServers: boolean, allowCidrs: Array<string>, concurrencyLimit: number | null, sensitivity: Sensitivity | null, id: string, name: string, description: string | null, status: KeyStatus, prefix: string, lastFour: string, environment: string, expiresAt: string | null, suspendedAt: string | null, revokedAt: string | null, recoverable: boolean, rotatedFrom: { __typename: 'Key', id: string, name: string, status: KeyStatus } | null, rotatedTo: { __typename: 'Key', id: string, name: string, status: KeyStatus } | null, lineage: Array<{ __typename: 'Key', id: string, name: string, prefix: string, lastFour: string, status: KeyStatus, createdAt: string, lastUsedAt: string | null }>, containment: { __typename: 'Containment', id: string, step: Restriction, since: string, until: string | null, endedAt: string | null, end: ContainmentEnd | null, by: ContainedBy, reason: string | null, replacedId: string | null, byUser: { __typename: 'User', id: string, name: string } | null, endedBy: { __typename: 'User', id: string, name: string } | null, throttle: { __typename: 'ContainmentThrottle', percent: number | null, perMinute: number | null } | null, alert: { __typename: 'Alert', id: string, kind: string } | null } | null, servers: Array<{ __typename: 'Server', id: string, name: string, slug: string }>, rateLimit: { __typename: 'RateLimit', limit: number, windowSeconds: number, burst: number | null } | null, quota: { __typename: 'Quota', limit: number, refill: QuotaRefill } | null, effectiveSensitivity: { __typename: 'EffectiveSensitivity', sensitivity: Sensitivity, setOn: SensitivitySource }, effectiveLimit: { __typename: 'EffectiveLimit', value: number, windowSeconds: number, burst: number | null, from: LimitSource }, owner: { __typename: 'User', id: string, name: string } } };

export type KeyExpectedQueryVariables = Exact<{
  workspaceId: string;
  keyId: string;
  from: string;
  to: string;
}>;


export type KeyExpectedQuery = { expectedUsage: { __typename: 'ExpectedUsage', from: string, to: string, completeThrough: string | null, sensitivity: Sensitivity, phase: DetectorPhase, points: Array<{ __typename: 'ExpectedUsagePoint', at: string, requests: number, errors: number, denied: number, expected: number | null, lower: number | null, upper: number | null }> } };

export type KeyUsageQueryVariables = Exact<{
  workspaceId: string;
  keyIds: Array<string> | string;
  from: string;
  to: string;
  granularity: Granularity;
  timeZone?: string | null | undefined;
}>;


export type KeyUsageQuery = { usage: { __typename: 'UsageReport', from: string, to: string, completeThrough: string | null, lostEvents: number, groups: Array<{ __typename: 'UsageGroup', series: Array<{ __typename: 'UsagePoint', at: string, requests: number, denied: number, clientErrors: number, serverErrors: number }> }> } };

export type KeyDeniedQueryVariables = Exact<{
  workspaceId: string;
  keyIds: Array<string> | string;
  from: string;
  to: string;
}>;


export type KeyDeniedQuery = { deniedBreakdown: { __typename: 'DeniedBreakdown', from: string, to: string, requests: number, codes: Array<{ __typename: 'DeniedCode', code: DecisionCode, requests: number }> } };

export type KeyEndpointsQueryVariables = Exact<{
  workspaceId: string;
  keyIds: Array<string> | string;
  from: string;
  to: string;
}>;


export type KeyEndpointsQuery = { endpointPatterns: { __typename: 'EndpointPatterns', from: string, to: string, groups: Array<{ __typename: 'EndpointPattern', endpoints: Array<{ __typename: 'EndpointShare', endpoint: string, share: number, totals: { __typename: 'UsageTotals', requests: number, denied: number, clientErrors: number, serverErrors: number, errorRate: number, p95Ms: number | null } }> }> } };

export type KeySourcesQueryVariables = Exact<{
  workspaceId: string;
  keyId: string;
  kind?: SourceKind | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type KeySourcesQuery = { sources: { __typename: 'KeySourceConnection', edges: Array<{ __typename: 'KeySourceEdge', node: { __typename: 'KeySource', kind: SourceKind, value: string, requests: number, days: number, firstSeenAt: string, lastSeenAt: string } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type KeyLimitAtQueryVariables = Exact<{
  workspaceId: string;
  keyId: string;
  serverId: string;
}>;


export type KeyLimitAtQuery = { key: { __typename: 'Key', id: string, effectiveLimit: { __typename: 'EffectiveLimit', value: number, windowSeconds: number, burst: number | null, from: LimitSource } } };

export type KeyGrantsQueryVariables = Exact<{
  workspaceId: string;
}>;


export type KeyGrantsQuery = { servers: Array<{ __typename: 'Server', id: string, name: string, slug: string, environment: string, scopeCatalogue: Array<{ __typename: 'ScopeDefinition', name: string }> }> };

export type KeysCreateMutationVariables = Exact<{
  workspaceId: string;
  name: string;
  description?: string | null | undefined;
  ownerId?: string | null | undefined;
  serverIds?: Array<string> | string | null | undefined;
  environment: string;
  scopes?: Array<string> | string | null | undefined;
  expiresInDays?: number | null | undefined;
  expiresAt?: string | null | undefined;
  rateLimit?: RateLimitInput | null | undefined;
  quota?: QuotaInput | null | undefined;
  concurrencyLimit?: number | null | undefined;
  allowCidrs?: Array<string> | string | null | undefined;
  metadata?: unknown;
  format?: string | null | undefined;
  recoverable?: boolean | null | undefined;
  signingSecret?: boolean | null | undefined;
  requiresSignature?: boolean | null | undefined;
}>;


export type KeysCreateMutation = { createApiKey:
    | { __typename: 'CreateApiKeySuccess', secret: string, signingSecret: string | null, warning: string, warnings: Array<string>, key: { __typename: 'Key', id: string, name: string, description: string | null, status: KeyStatus, prefix: string, lastFour: string, environment: string, expiresAt: string | null, suspendedAt: string | null, revokedAt: string | null, recoverable: boolean, owner: { __typename: 'User', id: string, name: string } } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type KeysToRevokeQueryVariables = Exact<{
  workspaceId: string;
  filter: KeyRevocationFilter;
}>;


export type KeysToRevokeQuery = { apiKeysToRevoke: { __typename: 'RevocationPreview', count: number, token: string, sample: Array<{ __typename: 'Key', id: string, name: string, prefix: string, lastFour: string, lastUsedAt: string | null, owner: { __typename: 'User', id: string, name: string } }> } };

export type KeysRevokeManyMutationVariables = Exact<{
  workspaceId: string;
  filter: KeyRevocationFilter;
  expectedCount: number;
  token?: string | null | undefined;
}>;


export type KeysRevokeManyMutation = { revokeApiKeys:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RevokeApiKeysSuccess', count: number, propagation: Propagation }
   };

export type ListedKeyFragment = { __typename: 'Key', createdAt: string, lastUsedAt: string | null, allServers: boolean, serverCount: number, scopes: Array<string>, id: string, name: string, description: string | null, status: KeyStatus, prefix: string, lastFour: string, environment: string, expiresAt: string | null, suspendedAt: string | null, revokedAt: string | null, recoverable: boolean, owner: { __typename: 'User', id: string, name: string } };

export type KeysPageQueryVariables = Exact<{
  workspaceId: string;
  filter?: KeyFilterInput | null | undefined;
  sort?: KeySort | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type KeysPageQuery = { keys: { __typename: 'KeyConnection', edges: Array<{ __typename: 'KeyEdge', node: { __typename: 'Key', createdAt: string, lastUsedAt: string | null, allServers: boolean, serverCount: number, scopes: Array<string>, id: string, name: string, description: string | null, status: KeyStatus, prefix: string, lastFour: string, environment: string, expiresAt: string | null, suspendedAt: string | null, revokedAt: string | null, recoverable: boolean, owner: { __typename: 'User', id: string, name: string } } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type KeysTotalQueryVariables = Exact<{
  workspaceId: string;
  filter?: KeyFilterInput | null | undefined;
}>;


export type KeysTotalQuery = { keys: { __typename: 'KeyConnection', totalCount: number } };

export type KeysServersQueryVariables = Exact<{
  workspaceId: string;
}>;


export type KeysServersQuery = { servers: Array<{ __typename: 'Server', id: string, name: string, slug: string, environment: string, status: ServerStatus, scopes: Array<string>, defaultScopes: Array<string>, recoverableKeys: boolean, scopeCatalogue: Array<{ __typename: 'ScopeDefinition', name: string, implied: Array<string> }> }> };

export type KeysOwnersQueryVariables = Exact<{
  workspaceId: string;
  first: number;
  after?: string | null | undefined;
}>;


export type KeysOwnersQuery = { members: { __typename: 'MemberConnection', edges: Array<{ __typename: 'MemberEdge', node: { __typename: 'Member', userId: string, role: Role, user: { __typename: 'User', id: string, name: string, email: string } } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type OverviewUsageQueryVariables = Exact<{
  workspaceId: string;
  from: string;
  to: string;
  before: string;
  granularity: Granularity;
  timeZone: string;
  compare: boolean;
}>;


export type OverviewUsageQuery = { all: { __typename: 'UsageReport', from: string, to: string, completeThrough: string | null, lostEvents: number, totals: { __typename: 'UsageTotals', requests: number, denied: number, clientErrors: number, serverErrors: number, errorRate: number, p95Ms: number | null }, previous: { __typename: 'PreviousUsage', totals: { __typename: 'UsageTotals', requests: number, denied: number, clientErrors: number, serverErrors: number, errorRate: number, p95Ms: number | null } } | null }, keys: { __typename: 'UsageReport', groupsLeftOut: number, groups: Array<{ __typename: 'UsageGroup', rest: boolean, keyId: string | null, key: { __typename: 'Key', id: string, name: string, prefix: string, lastFour: string } | null, totals: { __typename: 'UsageTotals', requests: number, denied: number, clientErrors: number, serverErrors: number, errorRate: number, p95Ms: number | null }, previous: { __typename: 'UsageTotals', requests: number } | null }> }, keysBefore?: { __typename: 'UsageReport', groupsLeftOut: number, groups: Array<{ __typename: 'UsageGroup', rest: boolean }> }, endpoints: { __typename: 'UsageReport', groupsLeftOut: number, groups: Array<{ __typename: 'UsageGroup', rest: boolean, endpoint: string | null, totals: { __typename: 'UsageTotals', requests: number, denied: number, clientErrors: number, serverErrors: number, errorRate: number, p95Ms: number | null }, previous: { __typename: 'UsageTotals', requests: number } | null }> } };

export type OverviewTotalsFragment = { __typename: 'UsageTotals', requests: number, denied: number, clientErrors: number, serverErrors: number, errorRate: number, p95Ms: number | null };

export type OverviewSeriesQueryVariables = Exact<{
  workspaceId: string;
  from: string;
  to: string;
  granularity: Granularity;
  timeZone: string;
  groupBy: Array<UsageDimension> | UsageDimension;
}>;


export type OverviewSeriesQuery = { usage: { __typename: 'UsageReport', groupsLeftOut: number, groups: Array<{ __typename: 'UsageGroup', rest: boolean, keyId: string | null, serverId: string | null, endpoint: string | null, code: DecisionCode | null, key: { __typename: 'Key', id: string, name: string } | null, server: { __typename: 'Server', id: string, name: string } | null, series: Array<{ __typename: 'UsagePoint', at: string, requests: number, denied: number, clientErrors: number, serverErrors: number }> }> } };

export type OverviewAlertsQueryVariables = Exact<{
  workspaceId: string;
  from: string;
  to: string;
  before: string;
}>;


export type OverviewAlertsQuery = { open: Array<{ __typename: 'AlertCount', severity: Severity, state: AlertState, count: number }>, opened: Array<{ __typename: 'AlertCount', severity: Severity, state: AlertState, count: number }>, openedBefore: Array<{ __typename: 'AlertCount', severity: Severity, state: AlertState, count: number }> };

export type OverviewMinutesQueryVariables = Exact<{
  workspaceId: string;
  from: string;
  to: string;
}>;


export type OverviewMinutesQuery = { usage: { __typename: 'UsageReport', groups: Array<{ __typename: 'UsageGroup', rest: boolean, series: Array<{ __typename: 'UsagePoint', at: string, requests: number, denied: number, clientErrors: number, serverErrors: number }> }> } };

export type OverviewTickSubscriptionVariables = Exact<{
  workspaceId: string;
}>;


export type OverviewTickSubscription = { usageTick: { __typename: 'UsageTick', completeThrough: string | null, lostEvents: number, minutes: Array<{ __typename: 'UsagePoint', at: string, requests: number, denied: number, clientErrors: number, serverErrors: number }> } };

export type PeopleMembersQueryVariables = Exact<{
  workspaceId: string;
  after?: string | null | undefined;
}>;


export type PeopleMembersQuery = { members: { __typename: 'MemberConnection', edges: Array<{ __typename: 'MemberEdge', node: { __typename: 'Member', userId: string, role: Role, allServers: boolean, createdAt: string, servers: Array<{ __typename: 'Server', id: string, slug: string, name: string }>, user: { __typename: 'User', id: string, name: string, email: string } } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type PeopleInvitationsQueryVariables = Exact<{
  workspaceId: string;
  after?: string | null | undefined;
}>;


export type PeopleInvitationsQuery = { invitations: { __typename: 'InvitationConnection', edges: Array<{ __typename: 'InvitationEdge', node: { __typename: 'Invitation', id: string, email: string, role: Role, createdAt: string, expiresAt: string, invitedBy: { __typename: 'User', id: string, name: string } } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type PeopleServersQueryVariables = Exact<{
  workspaceId: string;
}>;


export type PeopleServersQuery = { servers: Array<{ __typename: 'Server', id: string, slug: string, name: string }> };

export type PeopleInviteMutationVariables = Exact<{
  workspaceId: string;
  email: string;
  role: Role;
}>;


export type PeopleInviteMutation = { inviteMember:
    | { __typename: 'InviteMemberSuccess', link: string, mail: MailOutcome, invitation: { __typename: 'Invitation', id: string, email: string } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type PeopleWithdrawMutationVariables = Exact<{
  workspaceId: string;
  invitationId: string;
}>;


export type PeopleWithdrawMutation = { withdrawInvitation:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'WithdrawInvitationSuccess', invitationId: string }
   };

export type PeopleChangeRoleMutationVariables = Exact<{
  workspaceId: string;
  userId: string;
  role: Role;
}>;


export type PeopleChangeRoleMutation = { changeMemberRole:
    | { __typename: 'ChangeMemberRoleSuccess', propagation: Propagation, member: { __typename: 'Member', userId: string, role: Role } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type PeopleSetServersMutationVariables = Exact<{
  workspaceId: string;
  userId: string;
  serverIds?: Array<string> | string | null | undefined;
}>;


export type PeopleSetServersMutation = { setMemberServers:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SetMemberServersSuccess', propagation: Propagation, member: { __typename: 'Member', userId: string } }
   };

export type PeopleRemoveMutationVariables = Exact<{
  workspaceId: string;
  userId: string;
}>;


export type PeopleRemoveMutation = { removeMember:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RemoveMemberSuccess', propagation: Propagation, userId: string }
   };

export type PeopleTransferOwnershipMutationVariables = Exact<{
  workspaceId: string;
  userId: string;
}>;


export type PeopleTransferOwnershipMutation = { transferOwnership:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'TransferOwnershipSuccess', propagation: Propagation, member: { __typename: 'Member', userId: string, role: Role } }
   };

export type ReplayPolicyQueryVariables = Exact<{
  workspaceId: string;
  days: number;
  filter?: KeyFilterInput | null | undefined;
  keyIds?: Array<string> | string | null | undefined;
  policy: PolicyInput;
  limit: PolicyInput;
  cidrs: PolicyInput;
  scopes: PolicyInput;
  expiry: PolicyInput;
  hasLimit: boolean;
  hasCidrs: boolean;
  hasScopes: boolean;
  hasExpiry: boolean;
}>;


export type ReplayPolicyQuery = { policyReplay: { __typename: 'PolicyReplay', from: string, to: string, completeThrough: string | null, keysLeftOut: boolean, total: { __typename: 'PolicyReplayCounts', requests: number, letThrough: number, rejectedAtLeast: number, rejectedAtMost: number, exact: boolean, reasons: Array<{ __typename: 'PolicyReplayReason', code: PolicyReplayReasonCode, sentence: string }> }, keys: Array<{ __typename: 'KeyPolicyReplay', keyId: string, key: { __typename: 'Key', id: string, name: string, prefix: string, lastFour: string, status: KeyStatus }, counts: { __typename: 'PolicyReplayCounts', requests: number, letThrough: number, rejectedAtLeast: number, rejectedAtMost: number, exact: boolean, reasons: Array<{ __typename: 'PolicyReplayReason', code: PolicyReplayReasonCode, sentence: string }> } }> }, limit?: { __typename: 'PolicyReplay', total: { __typename: 'PolicyReplayCounts', requests: number, letThrough: number, rejectedAtLeast: number, rejectedAtMost: number, exact: boolean, reasons: Array<{ __typename: 'PolicyReplayReason', code: PolicyReplayReasonCode, sentence: string }> } }, cidrs?: { __typename: 'PolicyReplay', total: { __typename: 'PolicyReplayCounts', requests: number, letThrough: number, rejectedAtLeast: number, rejectedAtMost: number, exact: boolean, reasons: Array<{ __typename: 'PolicyReplayReason', code: PolicyReplayReasonCode, sentence: string }> } }, scopes?: { __typename: 'PolicyReplay', total: { __typename: 'PolicyReplayCounts', requests: number, letThrough: number, rejectedAtLeast: number, rejectedAtMost: number, exact: boolean, reasons: Array<{ __typename: 'PolicyReplayReason', code: PolicyReplayReasonCode, sentence: string }> } }, expiry?: { __typename: 'PolicyReplay', total: { __typename: 'PolicyReplayCounts', requests: number, letThrough: number, rejectedAtLeast: number, rejectedAtMost: number, exact: boolean, reasons: Array<{ __typename: 'PolicyReplayReason', code: PolicyReplayReasonCode, sentence: string }> } } };

export type ReplayCountsFragment = { __typename: 'PolicyReplayCounts', requests: number, letThrough: number, rejectedAtLeast: number, rejectedAtMost: number, exact: boolean, reasons: Array<{ __typename: 'PolicyReplayReason', code: PolicyReplayReasonCode, sentence: string }> };

export type ReplayServersQueryVariables = Exact<{
  workspaceId: string;
}>;


export type ReplayServersQuery = { servers: Array<{ __typename: 'Server', id: string, name: string, slug: string }> };

export type ReplayFindKeysQueryVariables = Exact<{
  workspaceId: string;
  text: string;
}>;


export type ReplayFindKeysQuery = { keys: { __typename: 'KeyConnection', edges: Array<{ __typename: 'KeyEdge', node: { __typename: 'Key', id: string, name: string, prefix: string, lastFour: string } }> } };

export type ServerSettingsFragment = { __typename: 'Server', id: string, slug: string, name: string, description: string | null, environment: string, status: ServerStatus, upstream: string | null, errorDialect: ErrorDialect, keyFormat: string | null, ratePerMinute: number | null, burst: number | null, recoverableKeys: boolean, scopes: Array<string>, defaultScopes: Array<string>, sensitivity: Sensitivity | null, keyCount: number, createdAt: string, scopeCatalogue: Array<{ __typename: 'ScopeDefinition', name: string, implies: Array<string> }> };

export type ServersListQueryVariables = Exact<{
  workspaceId: string;
  from: string;
  to: string;
}>;


export type ServersListQuery = { servers: Array<{ __typename: 'Server', id: string, slug: string, name: string, environment: string, status: ServerStatus, keyCount: number, createdAt: string }>, usage: { __typename: 'UsageReport', groups: Array<{ __typename: 'UsageGroup', serverId: string | null, rest: boolean, totals: { __typename: 'UsageTotals', requests: number, denied: number, errorRate: number } }> } };

export type ServerDetailQueryVariables = Exact<{
  workspaceId: string;
  id: string;
}>;


export type ServerDetailQuery = { server: { __typename: 'Server', id: string, slug: string, name: string, description: string | null, environment: string, status: ServerStatus, upstream: string | null, errorDialect: ErrorDialect, keyFormat: string | null, ratePerMinute: number | null, burst: number | null, recoverableKeys: boolean, scopes: Array<string>, defaultScopes: Array<string>, sensitivity: Sensitivity | null, keyCount: number, createdAt: string, scopeCatalogue: Array<{ __typename: 'ScopeDefinition', name: string, implies: Array<string> }> } };

export type ServerUsageQueryVariables = Exact<{
  workspaceId: string;
  id: string;
  from: string;
  to: string;
}>;


export type ServerUsageQuery = { usage: { __typename: 'UsageReport', totals: { __typename: 'UsageTotals', requests: number, denied: number, errorRate: number, p95Ms: number | null } } };

export type ServerClientConfigQueryVariables = Exact<{
  workspaceId: string;
  id: string;
  client: Client;
  url: string;
}>;


export type ServerClientConfigQuery = { server: { __typename: 'Server', id: string, clientConfig: { __typename: 'ClientConfig', fileName: string | null, text: string, variable: string } } };

export type ServerCreateMutationVariables = Exact<{
  workspaceId: string;
  slug: string;
  name: string;
  description?: string | null | undefined;
  environment: string;
  upstream?: string | null | undefined;
  scopes: Array<string> | string;
}>;


export type ServerCreateMutation = { createServer:
    | { __typename: 'CreateServerSuccess', server: { __typename: 'Server', id: string, slug: string, name: string, description: string | null, environment: string, status: ServerStatus, upstream: string | null, errorDialect: ErrorDialect, keyFormat: string | null, ratePerMinute: number | null, burst: number | null, recoverableKeys: boolean, scopes: Array<string>, defaultScopes: Array<string>, sensitivity: Sensitivity | null, keyCount: number, createdAt: string, scopeCatalogue: Array<{ __typename: 'ScopeDefinition', name: string, implies: Array<string> }> } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type ServerUpdateMutationVariables = Exact<{
  workspaceId: string;
  serverId: string;
  slug?: string | null | undefined;
  name?: string | null | undefined;
  description?: string | null | undefined;
  environment?: string | null | undefined;
  upstream?: string | null | undefined;
  status?: ServerStatus | null | undefined;
  errorDialect?: ErrorDialect | null | undefined;
  keyFormat?: string | null | undefined;
  ratePerMinute?: number | null | undefined;
  burst?: number | null | undefined;
  recoverableKeys?: boolean | null | undefined;
  scopes?: Array<string> | string | null | undefined;
  defaultScopes?: Array<string> | string | null | undefined;
  scopeImplications?: Array<ScopeImplicationInput> | ScopeImplicationInput | null | undefined;
}>;


export type ServerUpdateMutation = { updateServer:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'UpdateServerSuccess', propagation: Propagation, server: { __typename: 'Server', id: string, slug: string, name: string, description: string | null, environment: string, status: ServerStatus, upstream: string | null, errorDialect: ErrorDialect, keyFormat: string | null, ratePerMinute: number | null, burst: number | null, recoverableKeys: boolean, scopes: Array<string>, defaultScopes: Array<string>, sensitivity: Sensitivity | null, keyCount: number, createdAt: string, scopeCatalogue: Array<{ __typename: 'ScopeDefinition', name: string, implies: Array<string> }> } }
   };

export type ServerSetSensitivityMutationVariables = Exact<{
  workspaceId: string;
  serverId: string;
  sensitivity?: Sensitivity | null | undefined;
}>;


export type ServerSetSensitivityMutation = { setSensitivity:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SetSensitivitySuccess', server: { __typename: 'Server', id: string, sensitivity: Sensitivity | null } | null }
   };

export type ServerDeleteMutationVariables = Exact<{
  workspaceId: string;
  serverId: string;
  confirmSlug: string;
}>;


export type ServerDeleteMutation = { deleteServer:
    | { __typename: 'DeleteServerSuccess', serverId: string, propagation: Propagation }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type SettingsHaltsQueryVariables = Exact<{
  workspaceId: string;
}>;


export type SettingsHaltsQuery = { containmentHalts: Array<{ __typename: 'ContainmentHalt', id: string, at: string, containedKeys: number, activeKeys: number, keysMax: number, keyId: string, releasedAt: string | null }> };

export type SettingsReleaseHaltMutationVariables = Exact<{
  workspaceId: string;
  haltId: string;
}>;


export type SettingsReleaseHaltMutation = { releaseContainment:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'ReleaseContainmentSuccess', halt: { __typename: 'ContainmentHalt', id: string, releasedAt: string | null } }
   };

export type SettingsMutesQueryVariables = Exact<{
  workspaceId: string;
  ended: boolean;
  after?: string | null | undefined;
}>;


export type SettingsMutesQuery = { mutes: { __typename: 'MuteConnection', edges: Array<{ __typename: 'MuteEdge', node: { __typename: 'Mute', id: string, active: boolean, over: boolean, from: string, until: string, weekly: boolean, repeatsUntil: string | null, timeZone: string, endedAt: string | null, reason: string, kinds: Array<string>, createdBy: { __typename: 'User', id: string, name: string } | null, key: { __typename: 'Key', id: string, name: string } | null, server: { __typename: 'Server', id: string, name: string } | null } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type SettingsFieldsFragment = { __typename: 'Workspace', id: string, name: string, keyFormat: string | null, sensitivity: Sensitivity | null, leakAction: LeakAction, plan: Plan, ratePerMinute: number | null, keyCount: number, memberCount: number, serverCount: number, createdAt: string };

export type SettingsWorkspaceQueryVariables = Exact<{
  workspaceId: string;
}>;


export type SettingsWorkspaceQuery = { workspace: { __typename: 'Workspace', id: string, name: string, keyFormat: string | null, sensitivity: Sensitivity | null, leakAction: LeakAction, plan: Plan, ratePerMinute: number | null, keyCount: number, memberCount: number, serverCount: number, createdAt: string } };

export type SettingsUpdateMutationVariables = Exact<{
  workspaceId: string;
  name?: string | null | undefined;
  keyFormat?: string | null | undefined;
}>;


export type SettingsUpdateMutation = { updateWorkspace:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'UpdateWorkspaceSuccess', workspace: { __typename: 'Workspace', id: string, name: string, keyFormat: string | null, sensitivity: Sensitivity | null, leakAction: LeakAction, plan: Plan, ratePerMinute: number | null, keyCount: number, memberCount: number, serverCount: number, createdAt: string } }
   };

export type SettingsSetSensitivityMutationVariables = Exact<{
  workspaceId: string;
  sensitivity?: Sensitivity | null | undefined;
}>;


export type SettingsSetSensitivityMutation = { setSensitivity:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SetSensitivitySuccess', workspace: { __typename: 'Workspace', id: string, name: string, keyFormat: string | null, sensitivity: Sensitivity | null, leakAction: LeakAction, plan: Plan, ratePerMinute: number | null, keyCount: number, memberCount: number, serverCount: number, createdAt: string } }
   };

export type SettingsSetLeakActionMutationVariables = Exact<{
  workspaceId: string;
  action: LeakAction;
}>;


export type SettingsSetLeakActionMutation = { setLeakAction:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SetLeakActionSuccess', workspace: { __typename: 'Workspace', id: string, name: string, keyFormat: string | null, sensitivity: Sensitivity | null, leakAction: LeakAction, plan: Plan, ratePerMinute: number | null, keyCount: number, memberCount: number, serverCount: number, createdAt: string } }
   };

export type SettingsDeleteMutationVariables = Exact<{
  workspaceId: string;
  confirmName: string;
}>;


export type SettingsDeleteMutation = { deleteWorkspace:
    | { __typename: 'DeleteWorkspaceSuccess', workspaceId: string }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type SettingsLeaksQueryVariables = Exact<{
  workspaceId: string;
}>;


export type SettingsLeaksQuery = { leakPatterns: Array<{ __typename: 'LeakPattern', id: string, format: string, regex: string, keyword: string }>, leaks: Array<{ __typename: 'Leak', id: string, at: string, action: LeakAction | null, reporter: string, source: string, url: string | null, key: { __typename: 'Key', id: string, name: string } }> };

export type ThresholdFieldsFragment = { __typename: 'Threshold', id: string, name: string, metric: ThresholdMetric, limit: number, requestsMin: number, severity: Severity, createdAt: string, key: { __typename: 'Key', id: string, name: string } | null, server: { __typename: 'Server', id: string, name: string } | null };

export type SettingsThresholdsQueryVariables = Exact<{
  workspaceId: string;
}>;


export type SettingsThresholdsQuery = { thresholds: Array<{ __typename: 'Threshold', id: string, name: string, metric: ThresholdMetric, limit: number, requestsMin: number, severity: Severity, createdAt: string, key: { __typename: 'Key', id: string, name: string } | null, server: { __typename: 'Server', id: string, name: string } | null }>, servers: Array<{ __typename: 'Server', id: string, name: string, slug: string }> };

export type SettingsCreateThresholdMutationVariables = Exact<{
  workspaceId: string;
  name: string;
  metric: ThresholdMetric;
  limit: number;
  requestsMin?: number | null | undefined;
  severity?: Severity | null | undefined;
  serverId?: string | null | undefined;
}>;


export type SettingsCreateThresholdMutation = { createThreshold:
    | { __typename: 'CreateThresholdSuccess', threshold: { __typename: 'Threshold', id: string, name: string, metric: ThresholdMetric, limit: number, requestsMin: number, severity: Severity, createdAt: string, key: { __typename: 'Key', id: string, name: string } | null, server: { __typename: 'Server', id: string, name: string } | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type SettingsUpdateThresholdMutationVariables = Exact<{
  workspaceId: string;
  thresholdId: string;
  name?: string | null | undefined;
  limit?: number | null | undefined;
  requestsMin?: number | null | undefined;
  severity?: Severity | null | undefined;
}>;


export type SettingsUpdateThresholdMutation = { updateThreshold:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'UpdateThresholdSuccess', threshold: { __typename: 'Threshold', id: string, name: string, metric: ThresholdMetric, limit: number, requestsMin: number, severity: Severity, createdAt: string, key: { __typename: 'Key', id: string, name: string } | null, server: { __typename: 'Server', id: string, name: string } | null } }
   };

export type SettingsDeleteThresholdMutationVariables = Exact<{
  workspaceId: string;
  thresholdId: string;
}>;


export type SettingsDeleteThresholdMutation = { deleteThreshold:
    | { __typename: 'DeleteThresholdSuccess', deletedThresholdId: string }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type SignInMutationVariables = Exact<{
  email: string;
  password: string;
  code?: string | null | undefined;
}>;


export type SignInMutation = { signIn:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SignInSuccess', expiresAt: string, user: { __typename: 'User', id: string } }
   };

export type SignUpMutationVariables = Exact<{
  email: string;
  name: string;
  password: string;
}>;


export type SignUpMutation = { signUp:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SignUpSuccess', expiresAt: string, user: { __typename: 'User', id: string } }
   };

export type InvitationOfferQueryVariables = Exact<{
  secret: string;
}>;


export type InvitationOfferQuery = { invitation: { __typename: 'InvitationOffer', workspaceName: string, role: Role, email: string, inviterName: string, expiresAt: string } };

export type InvitationAcceptMutationVariables = Exact<{
  secret: string;
}>;


export type InvitationAcceptMutation = { acceptInvitation:
    | { __typename: 'AcceptInvitationSuccess', role: Role, workspace: { __typename: 'Workspace', id: string, name: string } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type InvitationAcceptAsNewUserMutationVariables = Exact<{
  secret: string;
  name: string;
  password: string;
}>;


export type InvitationAcceptAsNewUserMutation = { acceptInvitationAsNewUser:
    | { __typename: 'AcceptInvitationAsNewUserSuccess', workspaceId: string, role: Role }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type WorkspaceCreateMutationVariables = Exact<{
  name: string;
}>;


export type WorkspaceCreateMutation = { createWorkspace:
    | { __typename: 'CreateWorkspaceSuccess', workspace: { __typename: 'Workspace', id: string, name: string } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type TokensListQueryVariables = Exact<{
  workspaceId: string;
  after?: string | null | undefined;
}>;


export type TokensListQuery = { accessTokens: { __typename: 'AccessTokenConnection', edges: Array<{ __typename: 'AccessTokenEdge', node: { __typename: 'AccessToken', id: string, kind: AccessTokenKind, name: string, scopes: Array<string>, restricted: boolean, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, createdBy: { __typename: 'User', id: string, name: string } } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type TokenScopesQueryVariables = Exact<{ [key: string]: never; }>;


export type TokenScopesQuery = { tokenScopes: Array<{ __typename: 'TokenScope', scope: string, description: string, kinds: Array<AccessTokenKind> }> };

export type TokenCreateMutationVariables = Exact<{
  workspaceId: string;
  kind: AccessTokenKind;
  name: string;
  expiresInDays?: number | null | undefined;
  scopes?: Array<string> | string | null | undefined;
}>;


export type TokenCreateMutation = { createAccessToken:
    | { __typename: 'CreateAccessTokenSuccess', secret: string, warning: string, accessToken: { __typename: 'AccessToken', id: string, name: string, kind: AccessTokenKind } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type TokenRevokeMutationVariables = Exact<{
  workspaceId: string;
  accessTokenId: string;
}>;


export type TokenRevokeMutation = { revokeAccessToken:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RevokeAccessTokenSuccess', accessTokenId: string }
   };

export type WebhookDeliveriesQueryVariables = Exact<{
  workspaceId: string;
  endpointId: string;
  state?: DeliveryState | null | undefined;
  eventType?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type WebhookDeliveriesQuery = { deliveries: { __typename: 'DeliveryConnection', edges: Array<{ __typename: 'DeliveryEdge', node: { __typename: 'Delivery', id: string, eventType: string, state: DeliveryState, createdAt: string, deliveredAt: string | null, nextAttemptAt: string | null, payload: string, attempts: Array<{ __typename: 'DeliveryAttempt', at: string, durationMs: number, status: number | null, error: string | null }> } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type WebhookDeliveryFieldsFragment = { __typename: 'Delivery', id: string, eventType: string, state: DeliveryState, createdAt: string, deliveredAt: string | null, nextAttemptAt: string | null, payload: string, attempts: Array<{ __typename: 'DeliveryAttempt', at: string, durationMs: number, status: number | null, error: string | null }> };

export type WebhookFieldsFragment = { __typename: 'WebhookEndpoint', id: string, url: string, description: string | null, format: WebhookFormat, ordered: boolean, eventTypes: Array<string>, alertKinds: Array<string>, severityMin: Severity | null, serverIds: Array<string>, metadata: unknown, createdAt: string, disabledAt: string | null, disabledBy: WebhookDisabledBy | null, failingSince: string | null, publicKey: string | null, previousPublicKey: string | null, previousUntil: string | null };

export type WebhooksListQueryVariables = Exact<{
  workspaceId: string;
}>;


export type WebhooksListQuery = { webhookEndpoints: Array<{ __typename: 'WebhookEndpoint', id: string, url: string, description: string | null, format: WebhookFormat, ordered: boolean, eventTypes: Array<string>, alertKinds: Array<string>, severityMin: Severity | null, serverIds: Array<string>, metadata: unknown, createdAt: string, disabledAt: string | null, disabledBy: WebhookDisabledBy | null, failingSince: string | null, publicKey: string | null, previousPublicKey: string | null, previousUntil: string | null }> };

export type WebhookChoicesQueryVariables = Exact<{
  workspaceId: string;
}>;


export type WebhookChoicesQuery = { webhookEventTypes: Array<{ __typename: 'WebhookEventType', name: string, description: string }>, servers: Array<{ __typename: 'Server', id: string, slug: string, name: string }> };

export type WebhookEventSchemasQueryVariables = Exact<{ [key: string]: never; }>;


export type WebhookEventSchemasQuery = { webhookEventTypes: Array<{ __typename: 'WebhookEventType', name: string, description: string, schema: unknown }> };

export type WebhookCreateMutationVariables = Exact<{
  workspaceId: string;
  url: string;
  format: WebhookFormat;
  description?: string | null | undefined;
  routingKey?: string | null | undefined;
  eventTypes?: Array<string> | string | null | undefined;
  severityMin?: Severity | null | undefined;
}>;


export type WebhookCreateMutation = { createWebhookEndpoint:
    | { __typename: 'CreateWebhookEndpointSuccess', secret: string, warning: string, endpoint: { __typename: 'WebhookEndpoint', id: string, url: string, description: string | null, format: WebhookFormat, ordered: boolean, eventTypes: Array<string>, alertKinds: Array<string>, severityMin: Severity | null, serverIds: Array<string>, metadata: unknown, createdAt: string, disabledAt: string | null, disabledBy: WebhookDisabledBy | null, failingSince: string | null, publicKey: string | null, previousPublicKey: string | null, previousUntil: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type WebhookUpdateMutationVariables = Exact<{
  workspaceId: string;
  endpointId: string;
  url?: string | null | undefined;
  description?: string | null | undefined;
  routingKey?: string | null | undefined;
  eventTypes?: Array<string> | string | null | undefined;
  alertKinds?: Array<string> | string | null | undefined;
  severityMin?: Severity | null | undefined;
  serverIds?: Array<string> | string | null | undefined;
  metadata?: unknown;
  ordered?: boolean | null | undefined;
}>;


export type WebhookUpdateMutation = { updateWebhookEndpoint:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'UpdateWebhookEndpointSuccess', endpoint: { __typename: 'WebhookEndpoint', id: string, url: string, description: string | null, format: WebhookFormat, ordered: boolean, eventTypes: Array<string>, alertKinds: Array<string>, severityMin: Severity | null, serverIds: Array<string>, metadata: unknown, createdAt: string, disabledAt: string | null, disabledBy: WebhookDisabledBy | null, failingSince: string | null, publicKey: string | null, previousPublicKey: string | null, previousUntil: string | null } }
   };

export type WebhookDisableMutationVariables = Exact<{
  workspaceId: string;
  endpointId: string;
}>;


export type WebhookDisableMutation = { disableWebhookEndpoint:
    | { __typename: 'DisableWebhookEndpointSuccess', endpoint: { __typename: 'WebhookEndpoint', id: string, url: string, description: string | null, format: WebhookFormat, ordered: boolean, eventTypes: Array<string>, alertKinds: Array<string>, severityMin: Severity | null, serverIds: Array<string>, metadata: unknown, createdAt: string, disabledAt: string | null, disabledBy: WebhookDisabledBy | null, failingSince: string | null, publicKey: string | null, previousPublicKey: string | null, previousUntil: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type WebhookEnableMutationVariables = Exact<{
  workspaceId: string;
  endpointId: string;
}>;


export type WebhookEnableMutation = { enableWebhookEndpoint:
    | { __typename: 'EnableWebhookEndpointSuccess', endpoint: { __typename: 'WebhookEndpoint', id: string, url: string, description: string | null, format: WebhookFormat, ordered: boolean, eventTypes: Array<string>, alertKinds: Array<string>, severityMin: Severity | null, serverIds: Array<string>, metadata: unknown, createdAt: string, disabledAt: string | null, disabledBy: WebhookDisabledBy | null, failingSince: string | null, publicKey: string | null, previousPublicKey: string | null, previousUntil: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type WebhookDeleteMutationVariables = Exact<{
  workspaceId: string;
  endpointId: string;
}>;


export type WebhookDeleteMutation = { deleteWebhookEndpoint:
    | { __typename: 'DeleteWebhookEndpointSuccess', endpointId: string }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type WebhookRotateMutationVariables = Exact<{
  workspaceId: string;
  endpointId: string;
  graceHours: number;
}>;


export type WebhookRotateMutation = { rotateWebhookSecret:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RotateWebhookSecretSuccess', secret: string, warning: string, endpoint: { __typename: 'WebhookEndpoint', id: string, url: string, description: string | null, format: WebhookFormat, ordered: boolean, eventTypes: Array<string>, alertKinds: Array<string>, severityMin: Severity | null, serverIds: Array<string>, metadata: unknown, createdAt: string, disabledAt: string | null, disabledBy: WebhookDisabledBy | null, failingSince: string | null, publicKey: string | null, previousPublicKey: string | null, previousUntil: string | null } }
   };

export type WebhookTestMutationVariables = Exact<{
  workspaceId: string;
  endpointId: string;
}>;


export type WebhookTestMutation = { sendTestEvent:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SendTestEventSuccess', delivery: { __typename: 'Delivery', id: string } }
   };

export type WebhookRedeliverMutationVariables = Exact<{
  workspaceId: string;
  deliveryId: string;
}>;


export type WebhookRedeliverMutation = { redeliver:
    | { __typename: 'RedeliverSuccess', delivery: { __typename: 'Delivery', id: string, state: DeliveryState, nextAttemptAt: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type WebhookRedeliverFailedMutationVariables = Exact<{
  workspaceId: string;
  endpointId: string;
  since: string;
}>;


export type WebhookRedeliverFailedMutation = { redeliverFailed:
    | { __typename: 'RedeliverFailedSuccess', deliveries: number }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type SessionQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionQuery = { viewer: { __typename: 'Viewer', id: string, name: string, email: string, operator: boolean, secondFactor: boolean, recoveryCodesLeft: number, workspaces: Array<{ __typename: 'ViewerWorkspace', id: string, name: string, role: Role }> }, alertKinds: Array<{ __typename: 'AlertKind', kind: string, title: string, description: string, advice: string, figures: AlertFigure, unit: string | null }> };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SignOutSuccess', signedOut: boolean }
   };

export type FindKeysQueryVariables = Exact<{
  workspaceId: string;
  search: string;
}>;


export type FindKeysQuery = { keys: { __typename: 'KeyConnection', edges: Array<{ __typename: 'KeyEdge', node: { __typename: 'Key', id: string, name: string, prefix: string, lastFour: string } }> } };

export type OpenAlertsQueryVariables = Exact<{
  workspaceId: string;
}>;


export type OpenAlertsQuery = { alertCounts: Array<{ __typename: 'AlertCount', severity: Severity, state: AlertState, count: number }> };

export type AlertRaisedSubscriptionVariables = Exact<{
  workspaceId: string;
}>;


export type AlertRaisedSubscription = { alertRaised: { __typename: 'AlertRaised', entryId: string, at: string, change: AlertChange, alert: { __typename: 'Alert', id: string, kind: string, state: AlertState, severity: Severity, sentence: string, since: string, lastMinute: string, acknowledgedAt: string | null, resolvedAt: string | null, key: { __typename: 'Key', id: string, name: string } | null } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const PolicyFieldsFragmentDoc = new TypedDocumentString(`
    fragment PolicyFields on ContainmentPolicy {
  __typename
  id
  readScopes
  updatedAt
  throttle {
    __typename
    percent
    perMinute
  }
  rules {
    __typename
    automatic
    kinds
    minutes
    score
    severity
    step
  }
  key {
    __typename
    id
    name
  }
  server {
    __typename
    id
    name
  }
}
    `, {"fragmentName":"PolicyFields"}) as unknown as TypedDocumentString<PolicyFieldsFragment, unknown>;
export const AlertRowFragmentDoc = new TypedDocumentString(`
    fragment AlertRow on Alert {
  __typename
  id
  kind
  state
  severity
  sentence
  score
  since
  openedAt
  lastMinute
  acknowledgedAt
  resolvedAt
  resolution
  verdict
  assignee {
    __typename
    id
    name
  }
  key {
    __typename
    id
    name
    deletedAt
  }
}
    `, {"fragmentName":"AlertRow"}) as unknown as TypedDocumentString<AlertRowFragment, unknown>;
export const ActedKeyFragmentDoc = new TypedDocumentString(`
    fragment ActedKey on Key {
  __typename
  id
  name
  description
  status
  prefix
  lastFour
  environment
  expiresAt
  suspendedAt
  revokedAt
  recoverable
  owner {
    __typename
    id
    name
  }
}
    `, {"fragmentName":"ActedKey"}) as unknown as TypedDocumentString<ActedKeyFragment, unknown>;
export const AlertContainmentFragmentDoc = new TypedDocumentString(`
    fragment AlertContainment on Containment {
  __typename
  id
  step
  since
  until
  endedAt
  end
  by
  byUser {
    __typename
    id
    name
  }
  endedBy {
    __typename
    id
    name
  }
  reason
  replacedId
  throttle {
    __typename
    percent
    perMinute
  }
  alert {
    __typename
    id
    kind
  }
}
    `, {"fragmentName":"AlertContainment"}) as unknown as TypedDocumentString<AlertContainmentFragment, unknown>;
export const KeyPageFragmentDoc = new TypedDocumentString(`
    fragment KeyPage on Key {
  __typename
  ...ActedKey
  createdAt
  lastUsedAt
  rotationDueAt
  hasFullAccess
  hasSigningSecret
  requiresSignature
  warnings
  containment {
    __typename
    ...AlertContainment
  }
  metadata
  scopes
  allServers
  servers {
    __typename
    id
    name
    slug
  }
  allowCidrs
  rateLimit {
    __typename
    limit
    windowSeconds
    burst
  }
  quota {
    __typename
    limit
    refill
  }
  concurrencyLimit
  sensitivity
  effectiveSensitivity {
    __typename
    sensitivity
    setOn
  }
  effectiveLimit {
    __typename
    value
    windowSeconds
    burst
    from
  }
}
    fragment ActedKey on Key {
  __typename
  id
  name
  description
  status
  prefix
  lastFour
  environment
  expiresAt
  suspendedAt
  revokedAt
  recoverable
  owner {
    __typename
    id
    name
  }
}
fragment AlertContainment on Containment {
  __typename
  id
  step
  since
  until
  endedAt
  end
  by
  byUser {
    __typename
    id
    name
  }
  endedBy {
    __typename
    id
    name
  }
  reason
  replacedId
  throttle {
    __typename
    percent
    perMinute
  }
  alert {
    __typename
    id
    kind
  }
}`, {"fragmentName":"KeyPage"}) as unknown as TypedDocumentString<KeyPageFragment, unknown>;
export const ListedKeyFragmentDoc = new TypedDocumentString(`
    fragment ListedKey on Key {
  __typename
  ...ActedKey
  createdAt
  lastUsedAt
  allServers
  serverCount
  scopes
}
    fragment ActedKey on Key {
  __typename
  id
  name
  description
  status
  prefix
  lastFour
  environment
  expiresAt
  suspendedAt
  revokedAt
  recoverable
  owner {
    __typename
    id
    name
  }
}`, {"fragmentName":"ListedKey"}) as unknown as TypedDocumentString<ListedKeyFragment, unknown>;
export const OverviewTotalsFragmentDoc = new TypedDocumentString(`
    fragment OverviewTotals on UsageTotals {
  __typename
  requests
  denied
  clientErrors
  serverErrors
  errorRate
  p95Ms
}
    `, {"fragmentName":"OverviewTotals"}) as unknown as TypedDocumentString<OverviewTotalsFragment, unknown>;
export const ReplayCountsFragmentDoc = new TypedDocumentString(`
    fragment ReplayCounts on PolicyReplayCounts {
  __typename
  requests
  letThrough
  rejectedAtLeast
  rejectedAtMost
  exact
  reasons {
    __typename
    code
    sentence
  }
}
    `, {"fragmentName":"ReplayCounts"}) as unknown as TypedDocumentString<ReplayCountsFragment, unknown>;
export const ServerSettingsFragmentDoc = new TypedDocumentString(`
    fragment ServerSettings on Server {
  __typename
  id
  slug
  name
  description
  environment
  status
  upstream
  errorDialect
  keyFormat
  ratePerMinute
  burst
  recoverableKeys
  scopes
  defaultScopes
  scopeCatalogue {
    __typename
    name
    implies
  }
  sensitivity
  keyCount
  createdAt
}
    `, {"fragmentName":"ServerSettings"}) as unknown as TypedDocumentString<ServerSettingsFragment, unknown>;
export const SettingsFieldsFragmentDoc = new TypedDocumentString(`
    fragment SettingsFields on Workspace {
  __typename
  id
  name
  keyFormat
  sensitivity
  leakAction
  plan
  ratePerMinute
  keyCount
  memberCount
  serverCount
  createdAt
}
    `, {"fragmentName":"SettingsFields"}) as unknown as TypedDocumentString<SettingsFieldsFragment, unknown>;
export const ThresholdFieldsFragmentDoc = new TypedDocumentString(`
    fragment ThresholdFields on Threshold {
  __typename
  id
  name
  metric
  limit
  requestsMin
  severity
  createdAt
  key {
    __typename
    id
    name
  }
  server {
    __typename
    id
    name
  }
}
    `, {"fragmentName":"ThresholdFields"}) as unknown as TypedDocumentString<ThresholdFieldsFragment, unknown>;
export const WebhookDeliveryFieldsFragmentDoc = new TypedDocumentString(`
    fragment WebhookDeliveryFields on Delivery {
  __typename
  id
  eventType
  state
  createdAt
  deliveredAt
  nextAttemptAt
  payload
  attempts {
    __typename
    at
    durationMs
    status
    error
  }
}
    `, {"fragmentName":"WebhookDeliveryFields"}) as unknown as TypedDocumentString<WebhookDeliveryFieldsFragment, unknown>;
export const WebhookFieldsFragmentDoc = new TypedDocumentString(`
    fragment WebhookFields on WebhookEndpoint {
  __typename
  id
  url
  description
  format
  ordered
  eventTypes
  alertKinds
  severityMin
  serverIds
  metadata
  createdAt
  disabledAt
  disabledBy
  failingSince
  publicKey
  previousPublicKey
  previousUntil
}
    `, {"fragmentName":"WebhookFields"}) as unknown as TypedDocumentString<WebhookFieldsFragment, unknown>;
export const ContainKeyDocument = new TypedDocumentString(`
    mutation ContainKey($workspaceId: ID!, $keyId: ID!, $alertId: ID, $step: Restriction!, $minutes: Int, $reason: String, $throttle: ContainmentThrottleInput) {
  containApiKey(
    workspaceId: $workspaceId
    keyId: $keyId
    alertId: $alertId
    step: $step
    minutes: $minutes
    reason: $reason
    throttle: $throttle
  ) {
    __typename
    ... on ContainApiKeySuccess {
      __typename
      propagation
      key {
        __typename
        id
        status
        containment {
          __typename
          ...AlertContainment
        }
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment AlertContainment on Containment {
  __typename
  id
  step
  since
  until
  endedAt
  end
  by
  byUser {
    __typename
    id
    name
  }
  endedBy {
    __typename
    id
    name
  }
  reason
  replacedId
  throttle {
    __typename
    percent
    perMinute
  }
  alert {
    __typename
    id
    kind
  }
}`, {"hash":"sha256:106bccadf291597f0808ba3b6647c4e1bcdeb8c79706fb2071798c97eb8413ba"}) as unknown as TypedDocumentString<ContainKeyMutation, ContainKeyMutationVariables>;
export const UndoContainmentDocument = new TypedDocumentString(`
    mutation UndoContainment($workspaceId: ID!, $keyId: ID!, $all: Boolean!) {
  undoContainment(workspaceId: $workspaceId, keyId: $keyId, all: $all) {
    __typename
    ... on UndoContainmentSuccess {
      __typename
      propagation
      key {
        __typename
        id
        status
        containment {
          __typename
          ...AlertContainment
        }
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment AlertContainment on Containment {
  __typename
  id
  step
  since
  until
  endedAt
  end
  by
  byUser {
    __typename
    id
    name
  }
  endedBy {
    __typename
    id
    name
  }
  reason
  replacedId
  throttle {
    __typename
    percent
    perMinute
  }
  alert {
    __typename
    id
    kind
  }
}`, {"hash":"sha256:73550414c3bab9469fe1ca8dc41ae5599846d08432df30e028a82efe19e43b5d"}) as unknown as TypedDocumentString<UndoContainmentMutation, UndoContainmentMutationVariables>;
export const ContainmentPoliciesDocument = new TypedDocumentString(`
    query ContainmentPolicies($workspaceId: ID!) {
  containmentPolicies(workspaceId: $workspaceId) {
    __typename
    ...PolicyFields
  }
}
    fragment PolicyFields on ContainmentPolicy {
  __typename
  id
  readScopes
  updatedAt
  throttle {
    __typename
    percent
    perMinute
  }
  rules {
    __typename
    automatic
    kinds
    minutes
    score
    severity
    step
  }
  key {
    __typename
    id
    name
  }
  server {
    __typename
    id
    name
  }
}`, {"hash":"sha256:3779a0289addb1580c01827b24a4386cedf7012e96d44d0efb50110f26410c31"}) as unknown as TypedDocumentString<ContainmentPoliciesQuery, ContainmentPoliciesQueryVariables>;
export const PolicyDryRunDocument = new TypedDocumentString(`
    query PolicyDryRun($workspaceId: ID!, $policy: ContainmentPolicyInput!, $serverId: ID, $keyId: ID) {
  containmentDryRun(
    workspaceId: $workspaceId
    policy: $policy
    serverId: $serverId
    keyId: $keyId
  ) {
    __typename
    alertsLookedAt
    truncated
    haltedAt
    containments {
      __typename
      alertId
      at
      step
      until
      keyId
      key {
        __typename
        id
        name
      }
    }
  }
}
    `, {"hash":"sha256:64ac62f24efff2faaf4eb15a39cbef71ee205feb20af49d46cacb5dc8ef01692"}) as unknown as TypedDocumentString<PolicyDryRunQuery, PolicyDryRunQueryVariables>;
export const SetPolicyDocument = new TypedDocumentString(`
    mutation SetPolicy($workspaceId: ID!, $policy: ContainmentPolicyInput, $serverId: ID, $keyId: ID) {
  setContainmentPolicy(
    workspaceId: $workspaceId
    policy: $policy
    serverId: $serverId
    keyId: $keyId
  ) {
    __typename
    ... on SetContainmentPolicySuccess {
      __typename
      policy {
        __typename
        id
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:e58f7f4c684ddf9c84a7c3770373e0e63964ffe19741b9acaa2b235b74f75063"}) as unknown as TypedDocumentString<SetPolicyMutation, SetPolicyMutationVariables>;
export const KeyActionRotateDocument = new TypedDocumentString(`
    mutation KeyActionRotate($workspaceId: ID!, $keyId: ID!, $graceSeconds: Int!, $expiresInDays: Int) {
  rotateApiKey(
    workspaceId: $workspaceId
    keyId: $keyId
    graceSeconds: $graceSeconds
    expiresInDays: $expiresInDays
  ) {
    __typename
    ... on RotateApiKeySuccess {
      __typename
      secret
      signingSecret
      warning
      propagation
      key {
        __typename
        ...ActedKey
      }
      previous {
        __typename
        ...ActedKey
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment ActedKey on Key {
  __typename
  id
  name
  description
  status
  prefix
  lastFour
  environment
  expiresAt
  suspendedAt
  revokedAt
  recoverable
  owner {
    __typename
    id
    name
  }
}`, {"hash":"sha256:58580e359cc50b9a3ba60291020118f30e9e50f20b8798d21565fa62ed3727f8"}) as unknown as TypedDocumentString<KeyActionRotateMutation, KeyActionRotateMutationVariables>;
export const KeyActionSuspendDocument = new TypedDocumentString(`
    mutation KeyActionSuspend($workspaceId: ID!, $keyId: ID!, $reason: String) {
  suspendApiKey(workspaceId: $workspaceId, keyId: $keyId, reason: $reason) {
    __typename
    ... on SuspendApiKeySuccess {
      __typename
      propagation
      key {
        __typename
        ...ActedKey
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment ActedKey on Key {
  __typename
  id
  name
  description
  status
  prefix
  lastFour
  environment
  expiresAt
  suspendedAt
  revokedAt
  recoverable
  owner {
    __typename
    id
    name
  }
}`, {"hash":"sha256:75e2cadba647279a6ef5aaa550fa28e2436d433ba4af7fd803ac11db11a5ac53"}) as unknown as TypedDocumentString<KeyActionSuspendMutation, KeyActionSuspendMutationVariables>;
export const KeyActionResumeDocument = new TypedDocumentString(`
    mutation KeyActionResume($workspaceId: ID!, $keyId: ID!) {
  resumeApiKey(workspaceId: $workspaceId, keyId: $keyId) {
    __typename
    ... on ResumeApiKeySuccess {
      __typename
      propagation
      key {
        __typename
        ...ActedKey
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment ActedKey on Key {
  __typename
  id
  name
  description
  status
  prefix
  lastFour
  environment
  expiresAt
  suspendedAt
  revokedAt
  recoverable
  owner {
    __typename
    id
    name
  }
}`, {"hash":"sha256:d04e32f3cc1e91716ae066dd739e1050331ce26d23559866947694b6659a5458"}) as unknown as TypedDocumentString<KeyActionResumeMutation, KeyActionResumeMutationVariables>;
export const KeyActionRevokeDocument = new TypedDocumentString(`
    mutation KeyActionRevoke($workspaceId: ID!, $keyId: ID!) {
  revokeApiKey(workspaceId: $workspaceId, keyId: $keyId) {
    __typename
    ... on RevokeApiKeySuccess {
      __typename
      propagation
      key {
        __typename
        ...ActedKey
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment ActedKey on Key {
  __typename
  id
  name
  description
  status
  prefix
  lastFour
  environment
  expiresAt
  suspendedAt
  revokedAt
  recoverable
  owner {
    __typename
    id
    name
  }
}`, {"hash":"sha256:2187bf0f22093c97fd4dbf756edcd77803644163788349bc25f1c03a804e573c"}) as unknown as TypedDocumentString<KeyActionRevokeMutation, KeyActionRevokeMutationVariables>;
export const KeyActionDeleteDocument = new TypedDocumentString(`
    mutation KeyActionDelete($workspaceId: ID!, $keyId: ID!) {
  deleteApiKey(workspaceId: $workspaceId, keyId: $keyId) {
    __typename
    ... on DeleteApiKeySuccess {
      __typename
      deletedKeyId
      propagation
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:4debf27ca75d856a9a04a7a91a9c2be094229f707443f6038a1ff7186a22c684"}) as unknown as TypedDocumentString<KeyActionDeleteMutation, KeyActionDeleteMutationVariables>;
export const KeyActionEditDocument = new TypedDocumentString(`
    mutation KeyActionEdit($workspaceId: ID!, $keyId: ID!, $name: String!, $description: String) {
  updateApiKey(
    workspaceId: $workspaceId
    keyId: $keyId
    name: $name
    description: $description
  ) {
    __typename
    ... on UpdateApiKeySuccess {
      __typename
      propagation
      key {
        __typename
        ...ActedKey
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment ActedKey on Key {
  __typename
  id
  name
  description
  status
  prefix
  lastFour
  environment
  expiresAt
  suspendedAt
  revokedAt
  recoverable
  owner {
    __typename
    id
    name
  }
}`, {"hash":"sha256:984882a0fdd1670add9dfdd0c5feb0b31f4e5d596c5a9278c56318a7d95c9a6e"}) as unknown as TypedDocumentString<KeyActionEditMutation, KeyActionEditMutationVariables>;
export const KeyActionRevealDocument = new TypedDocumentString(`
    mutation KeyActionReveal($workspaceId: ID!, $keyId: ID!) {
  revealApiKey(workspaceId: $workspaceId, keyId: $keyId) {
    __typename
    ... on RevealApiKeySuccess {
      __typename
      secret
      key {
        __typename
        ...ActedKey
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment ActedKey on Key {
  __typename
  id
  name
  description
  status
  prefix
  lastFour
  environment
  expiresAt
  suspendedAt
  revokedAt
  recoverable
  owner {
    __typename
    id
    name
  }
}`, {"hash":"sha256:1af20d3abd84520f2d1f8bb9aa61b7e894c4aac5fcbf0391cf13b63a62f86927"}) as unknown as TypedDocumentString<KeyActionRevealMutation, KeyActionRevealMutationVariables>;
export const KeyActionServersDocument = new TypedDocumentString(`
    query KeyActionServers($workspaceId: ID!) {
  servers(workspaceId: $workspaceId) {
    __typename
    id
    name
    slug
    environment
  }
}
    `, {"hash":"sha256:8a4e0b7948d460ded0e09785ca34eb437c3243afd9ed82d19bccf6904ddd7dbc"}) as unknown as TypedDocumentString<KeyActionServersQuery, KeyActionServersQueryVariables>;
export const KeyActionSnippetDocument = new TypedDocumentString(`
    query KeyActionSnippet($workspaceId: ID!, $serverId: ID!, $client: Client!, $url: String!) {
  server(workspaceId: $workspaceId, id: $serverId) {
    __typename
    id
    clientConfig(client: $client, url: $url) {
      __typename
      fileName
      text
      variable
    }
  }
}
    `, {"hash":"sha256:543a7433391b418556e734e58f8aee121958b488f3443ddd5c55d3aab524d4fd"}) as unknown as TypedDocumentString<KeyActionSnippetQuery, KeyActionSnippetQueryVariables>;
export const MuteServersDocument = new TypedDocumentString(`
    query MuteServers($workspaceId: ID!) {
  servers(workspaceId: $workspaceId) {
    __typename
    id
    name
  }
}
    `, {"hash":"sha256:ac6e412070837825c1c956ffd5958ebb3bf7f2d14ae8fbf1a3c8a2156b0e7ee8"}) as unknown as TypedDocumentString<MuteServersQuery, MuteServersQueryVariables>;
export const MuteCreateDocument = new TypedDocumentString(`
    mutation MuteCreate($workspaceId: ID!, $reason: String!, $until: DateTime!, $from: DateTime, $weekly: Boolean, $timeZone: String, $kinds: [String!], $serverId: ID, $keyId: ID) {
  createMute(
    workspaceId: $workspaceId
    reason: $reason
    until: $until
    from: $from
    weekly: $weekly
    timeZone: $timeZone
    kinds: $kinds
    serverId: $serverId
    keyId: $keyId
  ) {
    __typename
    ... on CreateMuteSuccess {
      __typename
      mute {
        __typename
        id
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:3b26b23b2b7694f80b22c1654e1a0a256ca41b34ea41143eaf372e9a84d81d1b"}) as unknown as TypedDocumentString<MuteCreateMutation, MuteCreateMutationVariables>;
export const MuteEndDocument = new TypedDocumentString(`
    mutation MuteEnd($workspaceId: ID!, $muteId: ID!) {
  endMute(workspaceId: $workspaceId, muteId: $muteId) {
    __typename
    ... on EndMuteSuccess {
      __typename
      mute {
        __typename
        id
        active
        over
        endedAt
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:acab4bfe1a577e20b8467a36b4e323796032427fe685e3d5e2f9176002d5542d"}) as unknown as TypedDocumentString<MuteEndMutation, MuteEndMutationVariables>;
export const AccountSessionsDocument = new TypedDocumentString(`
    query AccountSessions {
  sessions {
    __typename
    id
    current
    createdAt
    lastUsedAt
    expiresAt
    ip
    userAgent
  }
}
    `, {"hash":"sha256:6cde18b359c323ebdb3796483c16b34fa568efae7aa38f1d531016f993894fe9"}) as unknown as TypedDocumentString<AccountSessionsQuery, AccountSessionsQueryVariables>;
export const AccountRenameDocument = new TypedDocumentString(`
    mutation AccountRename($name: String!) {
  updateProfile(name: $name) {
    __typename
    ... on UpdateProfileSuccess {
      __typename
      user {
        __typename
        id
        name
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:ee74459ffd630de87d431779771dc07f2519b661791f5aa31eb0292a707074cc"}) as unknown as TypedDocumentString<AccountRenameMutation, AccountRenameMutationVariables>;
export const AccountChangePasswordDocument = new TypedDocumentString(`
    mutation AccountChangePassword($currentPassword: String!, $newPassword: String!) {
  changePassword(currentPassword: $currentPassword, newPassword: $newPassword) {
    __typename
    ... on ChangePasswordSuccess {
      __typename
      endedSessions
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:8b942009d5234e9740c4fcaa83e4207010043176694ab79e38e41d9cf0745a9f"}) as unknown as TypedDocumentString<AccountChangePasswordMutation, AccountChangePasswordMutationVariables>;
export const AccountStartSecondFactorDocument = new TypedDocumentString(`
    mutation AccountStartSecondFactor($password: String!) {
  startSecondFactor(password: $password) {
    __typename
    ... on StartSecondFactorSuccess {
      __typename
      secret
      uri
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:d9cde6ca886967857b9fa0047d9f42d16882c9b1cd550cf79b9fc9e84c321dc7"}) as unknown as TypedDocumentString<AccountStartSecondFactorMutation, AccountStartSecondFactorMutationVariables>;
export const AccountConfirmSecondFactorDocument = new TypedDocumentString(`
    mutation AccountConfirmSecondFactor($code: String!) {
  confirmSecondFactor(code: $code) {
    __typename
    ... on ConfirmSecondFactorSuccess {
      __typename
      recoveryCodes
      endedSessions
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:938a20e4cc1476ce5125452acdd2a747197f980a908a4b62ac850cee850745a5"}) as unknown as TypedDocumentString<AccountConfirmSecondFactorMutation, AccountConfirmSecondFactorMutationVariables>;
export const AccountDisableSecondFactorDocument = new TypedDocumentString(`
    mutation AccountDisableSecondFactor($password: String!, $code: String!) {
  disableSecondFactor(password: $password, code: $code) {
    __typename
    ... on DisableSecondFactorSuccess {
      __typename
      disabled
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:af2159a872261df5a6d85fc478b476d4fb599cca49ed0d3c1e43b087e0374847"}) as unknown as TypedDocumentString<AccountDisableSecondFactorMutation, AccountDisableSecondFactorMutationVariables>;
export const AccountRenewRecoveryCodesDocument = new TypedDocumentString(`
    mutation AccountRenewRecoveryCodes($password: String!, $code: String!) {
  renewRecoveryCodes(password: $password, code: $code) {
    __typename
    ... on RenewRecoveryCodesSuccess {
      __typename
      recoveryCodes
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:1f8d4dd44c2a584e1e61610a2a925ca45fd84ca9813be006158214f6096871d6"}) as unknown as TypedDocumentString<AccountRenewRecoveryCodesMutation, AccountRenewRecoveryCodesMutationVariables>;
export const AccountRevokeSessionDocument = new TypedDocumentString(`
    mutation AccountRevokeSession($sessionId: ID!) {
  revokeSession(sessionId: $sessionId) {
    __typename
    ... on RevokeSessionSuccess {
      __typename
      sessionId
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:bb05fcd774046a978c6782377bc14df74bfc3f1ea87cf5416a63c7d36851315f"}) as unknown as TypedDocumentString<AccountRevokeSessionMutation, AccountRevokeSessionMutationVariables>;
export const AccountRevokeOtherSessionsDocument = new TypedDocumentString(`
    mutation AccountRevokeOtherSessions {
  revokeOtherSessions {
    __typename
    ... on RevokeOtherSessionsSuccess {
      __typename
      endedSessions
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:e7a9d38c0b40ec34834494e20135daab3772a675f7b29a9fa6d8ed932d82d71f"}) as unknown as TypedDocumentString<AccountRevokeOtherSessionsMutation, AccountRevokeOtherSessionsMutationVariables>;
export const AccountLeaveWorkspaceDocument = new TypedDocumentString(`
    mutation AccountLeaveWorkspace($workspaceId: ID!) {
  leaveWorkspace(workspaceId: $workspaceId) {
    __typename
    ... on LeaveWorkspaceSuccess {
      __typename
      propagation
      userId
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:f9481f31fcd0e70b1cf67ae72ae91ac4d1eb12fb5c2072685a131a126ef78444"}) as unknown as TypedDocumentString<AccountLeaveWorkspaceMutation, AccountLeaveWorkspaceMutationVariables>;
export const AlertViewDocument = new TypedDocumentString(`
    query AlertView($workspaceId: ID!, $id: ID!, $isAdmin: Boolean!) {
  alert(workspaceId: $workspaceId, id: $id) {
    __typename
    ...AlertRow
    topic
    observed
    expected
    lower
    upper
    mutedBy {
      __typename
      id
      reason
      until
      active
    }
    key {
      __typename
      id
      name
      prefix
      lastFour
      environment
      status
      revokedAt
      deletedAt
      lastUsedAt
      owner {
        __typename
        id
        name
        email
      }
      containment {
        __typename
        ...AlertContainment
      }
    }
    containments {
      __typename
      ...AlertContainment
    }
    history {
      __typename
      id
      at
      change
      comment
      severity
      verdict
      actor {
        __typename
        id
        name
      }
      assignee {
        __typename
        id
        name
      }
    }
    deliveries @include(if: $isAdmin) {
      __typename
      id
      eventType
      state
      createdAt
      deliveredAt
      nextAttemptAt
      endpoint {
        __typename
        id
        url
        description
        format
      }
      attempts {
        __typename
        at
        status
        error
        durationMs
      }
    }
  }
}
    fragment AlertContainment on Containment {
  __typename
  id
  step
  since
  until
  endedAt
  end
  by
  byUser {
    __typename
    id
    name
  }
  endedBy {
    __typename
    id
    name
  }
  reason
  replacedId
  throttle {
    __typename
    percent
    perMinute
  }
  alert {
    __typename
    id
    kind
  }
}
fragment AlertRow on Alert {
  __typename
  id
  kind
  state
  severity
  sentence
  score
  since
  openedAt
  lastMinute
  acknowledgedAt
  resolvedAt
  resolution
  verdict
  assignee {
    __typename
    id
    name
  }
  key {
    __typename
    id
    name
    deletedAt
  }
}`, {"hash":"sha256:d3a3a4e68d35deb9639607e8c9ab5ad1504656c509a23b6009e45ce247e00e73"}) as unknown as TypedDocumentString<AlertViewQuery, AlertViewQueryVariables>;
export const AlertAroundDocument = new TypedDocumentString(`
    query AlertAround($workspaceId: ID!, $alertId: ID!) {
  alertChart(workspaceId: $workspaceId, alertId: $alertId) {
    __typename
    from
    to
    complete
    band {
      __typename
      measure
      expected
      lower
      upper
    }
    points {
      __typename
      at
      requests
      errors
      denied
      distinctIps
      observed
      expected
      lower
      upper
    }
  }
}
    `, {"hash":"sha256:802a34779788f64ec823ebe0a2e5fb5a646423716fa0b9c23d3304437a25c8f5"}) as unknown as TypedDocumentString<AlertAroundQuery, AlertAroundQueryVariables>;
export const AlertCommentDocument = new TypedDocumentString(`
    mutation AlertComment($workspaceId: ID!, $alertId: ID!, $text: String!) {
  commentOnAlert(workspaceId: $workspaceId, alertId: $alertId, text: $text) {
    __typename
    ... on CommentOnAlertSuccess {
      __typename
      alert {
        __typename
        id
        history {
          __typename
          id
          at
          change
          comment
          severity
          verdict
          actor {
            __typename
            id
            name
          }
          assignee {
            __typename
            id
            name
          }
        }
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:84feb13511747a65046bf5670536380f943c94d590435911a0ad1e7a02400fca"}) as unknown as TypedDocumentString<AlertCommentMutation, AlertCommentMutationVariables>;
export const AlertsListDocument = new TypedDocumentString(`
    query AlertsList($workspaceId: ID!, $filter: AlertFilter, $first: Int!, $after: String) {
  alerts(workspaceId: $workspaceId, filter: $filter, first: $first, after: $after) {
    __typename
    edges {
      __typename
      node {
        __typename
        ...AlertRow
      }
    }
    pageInfo {
      __typename
      hasNextPage
      endCursor
    }
  }
}
    fragment AlertRow on Alert {
  __typename
  id
  kind
  state
  severity
  sentence
  score
  since
  openedAt
  lastMinute
  acknowledgedAt
  resolvedAt
  resolution
  verdict
  assignee {
    __typename
    id
    name
  }
  key {
    __typename
    id
    name
    deletedAt
  }
}`, {"hash":"sha256:7f37cc9194d055fbf59f829a4207c356a3592eb05717da36fe9368a443b92cfb"}) as unknown as TypedDocumentString<AlertsListQuery, AlertsListQueryVariables>;
export const AlertsCountsDocument = new TypedDocumentString(`
    query AlertsCounts($workspaceId: ID!, $filter: AlertFilter) {
  alertCounts(workspaceId: $workspaceId, filter: $filter) {
    __typename
    severity
    state
    count
  }
}
    `, {"hash":"sha256:13367a8d6e5f85c5364fa0cdbcbcce00d11effb28e5331ca02e4aada1b514923"}) as unknown as TypedDocumentString<AlertsCountsQuery, AlertsCountsQueryVariables>;
export const AlertsChoicesDocument = new TypedDocumentString(`
    query AlertsChoices($workspaceId: ID!, $first: Int!) {
  servers(workspaceId: $workspaceId) {
    __typename
    id
    name
  }
  members(workspaceId: $workspaceId, first: $first) {
    __typename
    edges {
      __typename
      node {
        __typename
        userId
        role
        user {
          __typename
          id
          name
        }
      }
    }
    pageInfo {
      __typename
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:64fb4a2a492781392f4022e6cebf1ab0de75706b0dad7592408e75298b219b7a"}) as unknown as TypedDocumentString<AlertsChoicesQuery, AlertsChoicesQueryVariables>;
export const AlertsKeysDocument = new TypedDocumentString(`
    query AlertsKeys($workspaceId: ID!, $search: String!, $first: Int!) {
  keys(workspaceId: $workspaceId, first: $first, filter: {text: $search}) {
    __typename
    edges {
      __typename
      node {
        __typename
        id
        name
        prefix
        lastFour
      }
    }
    pageInfo {
      __typename
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:05b789bcadcfcfca2c2e509accb3e9a6222f76940d3dd3483b4f6b44c059c5d7"}) as unknown as TypedDocumentString<AlertsKeysQuery, AlertsKeysQueryVariables>;
export const AlertsKeyNameDocument = new TypedDocumentString(`
    query AlertsKeyName($workspaceId: ID!, $keyId: ID!) {
  key(workspaceId: $workspaceId, id: $keyId) {
    __typename
    id
    name
  }
}
    `, {"hash":"sha256:bc0448d162781c991d9f0beb4b9e3dace0e9ec59d67c40b9b3c461a0c8a8e3cf"}) as unknown as TypedDocumentString<AlertsKeyNameQuery, AlertsKeyNameQueryVariables>;
export const AlertsAcknowledgeDocument = new TypedDocumentString(`
    mutation AlertsAcknowledge($workspaceId: ID!, $alertIds: [ID!]!) {
  acknowledgeAlerts(workspaceId: $workspaceId, alertIds: $alertIds) {
    __typename
    ... on AcknowledgeAlertsSuccess {
      __typename
      alerts {
        __typename
        ...AlertRow
      }
      results {
        __typename
        alertId
        changed
        refusal {
          __typename
          code
          message
        }
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment AlertRow on Alert {
  __typename
  id
  kind
  state
  severity
  sentence
  score
  since
  openedAt
  lastMinute
  acknowledgedAt
  resolvedAt
  resolution
  verdict
  assignee {
    __typename
    id
    name
  }
  key {
    __typename
    id
    name
    deletedAt
  }
}`, {"hash":"sha256:04ad4e6f51c2afc88536dbc3f45c45b435370a874a6841867e501eb4de84113b"}) as unknown as TypedDocumentString<AlertsAcknowledgeMutation, AlertsAcknowledgeMutationVariables>;
export const AlertsResolveDocument = new TypedDocumentString(`
    mutation AlertsResolve($workspaceId: ID!, $alertIds: [ID!]!, $verdict: AlertVerdict, $comment: String) {
  resolveAlerts(
    workspaceId: $workspaceId
    alertIds: $alertIds
    verdict: $verdict
    comment: $comment
  ) {
    __typename
    ... on ResolveAlertsSuccess {
      __typename
      alerts {
        __typename
        ...AlertRow
      }
      results {
        __typename
        alertId
        changed
        refusal {
          __typename
          code
          message
        }
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment AlertRow on Alert {
  __typename
  id
  kind
  state
  severity
  sentence
  score
  since
  openedAt
  lastMinute
  acknowledgedAt
  resolvedAt
  resolution
  verdict
  assignee {
    __typename
    id
    name
  }
  key {
    __typename
    id
    name
    deletedAt
  }
}`, {"hash":"sha256:6eb1aa2608332ffed5a5463ca36222fccfeb2430408c3eb99d655cae5c7e2da4"}) as unknown as TypedDocumentString<AlertsResolveMutation, AlertsResolveMutationVariables>;
export const AlertsReopenDocument = new TypedDocumentString(`
    mutation AlertsReopen($workspaceId: ID!, $alertIds: [ID!]!) {
  reopenAlerts(workspaceId: $workspaceId, alertIds: $alertIds) {
    __typename
    ... on ReopenAlertsSuccess {
      __typename
      alerts {
        __typename
        ...AlertRow
      }
      results {
        __typename
        alertId
        changed
        refusal {
          __typename
          code
          message
        }
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment AlertRow on Alert {
  __typename
  id
  kind
  state
  severity
  sentence
  score
  since
  openedAt
  lastMinute
  acknowledgedAt
  resolvedAt
  resolution
  verdict
  assignee {
    __typename
    id
    name
  }
  key {
    __typename
    id
    name
    deletedAt
  }
}`, {"hash":"sha256:b711ab01b3f31799bd0d5244f1bfcd9f64fa996797704f1f0f40bcd4c3ad9320"}) as unknown as TypedDocumentString<AlertsReopenMutation, AlertsReopenMutationVariables>;
export const AlertsAssignDocument = new TypedDocumentString(`
    mutation AlertsAssign($workspaceId: ID!, $alertIds: [ID!]!, $userId: ID) {
  assignAlerts(workspaceId: $workspaceId, alertIds: $alertIds, userId: $userId) {
    __typename
    ... on AssignAlertsSuccess {
      __typename
      alerts {
        __typename
        ...AlertRow
      }
      results {
        __typename
        alertId
        changed
        refusal {
          __typename
          code
          message
        }
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment AlertRow on Alert {
  __typename
  id
  kind
  state
  severity
  sentence
  score
  since
  openedAt
  lastMinute
  acknowledgedAt
  resolvedAt
  resolution
  verdict
  assignee {
    __typename
    id
    name
  }
  key {
    __typename
    id
    name
    deletedAt
  }
}`, {"hash":"sha256:c5326c31cb584240dbb719f95dc2e5dbf87fb99425135cc5aea7c8d9d0b3c7cd"}) as unknown as TypedDocumentString<AlertsAssignMutation, AlertsAssignMutationVariables>;
export const AuditEventsDocument = new TypedDocumentString(`
    query AuditEvents($workspaceId: ID!, $filter: AuditLogFilter, $first: Int!, $after: String) {
  auditLog(
    workspaceId: $workspaceId
    filter: $filter
    first: $first
    after: $after
  ) {
    __typename
    edges {
      __typename
      node {
        __typename
        id
        at
        action
        actorId
        actor {
          __typename
          id
          name
          email
        }
        ip
        targetType
        targetId
        tokenId
        before
        after
        detail
      }
    }
    pageInfo {
      __typename
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:257e6b223ecdf6e34f240e7cdc0a7e4cb03d43929e8ea24dcc663a9a45399d5f"}) as unknown as TypedDocumentString<AuditEventsQuery, AuditEventsQueryVariables>;
export const AuditActorsDocument = new TypedDocumentString(`
    query AuditActors($workspaceId: ID!) {
  members(workspaceId: $workspaceId, first: 100) {
    __typename
    edges {
      __typename
      node {
        __typename
        userId
        user {
          __typename
          id
          name
          email
        }
      }
    }
  }
}
    `, {"hash":"sha256:dd9cadb0180d2341d3dbddbd6f8634c6e53621086344003f27cdd430ce032f9a"}) as unknown as TypedDocumentString<AuditActorsQuery, AuditActorsQueryVariables>;
export const FirstStepsDocument = new TypedDocumentString(`
    query FirstSteps($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $isAdmin: Boolean!) {
  workspace(id: $workspaceId) {
    __typename
    id
    serverCount
    keyCount
  }
  servers(workspaceId: $workspaceId) {
    __typename
    id
    slug
  }
  accessTokens(workspaceId: $workspaceId, first: 50) @include(if: $isAdmin) {
    __typename
    edges {
      __typename
      node {
        __typename
        id
        kind
      }
    }
  }
  usage(workspaceId: $workspaceId, from: $from, to: $to, granularity: DAY) {
    __typename
    totals {
      __typename
      requests
    }
  }
}
    `, {"hash":"sha256:c227b0f9a4f7a3a6347bebf87015247bd128122d2ea482b292daf1b92071434e"}) as unknown as TypedDocumentString<FirstStepsQuery, FirstStepsQueryVariables>;
export const KeyUpdateLimitsDocument = new TypedDocumentString(`
    mutation KeyUpdateLimits($workspaceId: ID!, $keyId: ID!, $rateLimit: RateLimitInput, $quota: QuotaInput, $concurrencyLimit: Int, $expiresAt: DateTime) {
  updateApiKey(
    workspaceId: $workspaceId
    keyId: $keyId
    rateLimit: $rateLimit
    quota: $quota
    concurrencyLimit: $concurrencyLimit
    expiresAt: $expiresAt
  ) {
    __typename
    ... on UpdateApiKeySuccess {
      __typename
      propagation
      key {
        __typename
        ...KeyPage
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment ActedKey on Key {
  __typename
  id
  name
  description
  status
  prefix
  lastFour
  environment
  expiresAt
  suspendedAt
  revokedAt
  recoverable
  owner {
    __typename
    id
    name
  }
}
fragment AlertContainment on Containment {
  __typename
  id
  step
  since
  until
  endedAt
  end
  by
  byUser {
    __typename
    id
    name
  }
  endedBy {
    __typename
    id
    name
  }
  reason
  replacedId
  throttle {
    __typename
    percent
    perMinute
  }
  alert {
    __typename
    id
    kind
  }
}
fragment KeyPage on Key {
  __typename
  ...ActedKey
  createdAt
  lastUsedAt
  rotationDueAt
  hasFullAccess
  hasSigningSecret
  requiresSignature
  warnings
  containment {
    __typename
    ...AlertContainment
  }
  metadata
  scopes
  allServers
  servers {
    __typename
    id
    name
    slug
  }
  allowCidrs
  rateLimit {
    __typename
    limit
    windowSeconds
    burst
  }
  quota {
    __typename
    limit
    refill
  }
  concurrencyLimit
  sensitivity
  effectiveSensitivity {
    __typename
    sensitivity
    setOn
  }
  effectiveLimit {
    __typename
    value
    windowSeconds
    burst
    from
  }
}`, {"hash":"sha256:7e7b8b5c86f77d413d1332a5525270c93dae6a5c3bc86f6637167d63f2776a79"}) as unknown as TypedDocumentString<KeyUpdateLimitsMutation, KeyUpdateLimitsMutationVariables>;
export const KeyUpdateAccessDocument = new TypedDocumentString(`
    mutation KeyUpdateAccess($workspaceId: ID!, $keyId: ID!, $scopes: [String!], $allServers: Boolean, $serverIds: [ID!], $allowCidrs: [String!], $requiresSignature: Boolean) {
  updateApiKey(
    workspaceId: $workspaceId
    keyId: $keyId
    scopes: $scopes
    allServers: $allServers
    serverIds: $serverIds
    allowCidrs: $allowCidrs
    requiresSignature: $requiresSignature
  ) {
    __typename
    ... on UpdateApiKeySuccess {
      __typename
      propagation
      key {
        __typename
        ...KeyPage
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment ActedKey on Key {
  __typename
  id
  name
  description
  status
  prefix
  lastFour
  environment
  expiresAt
  suspendedAt
  revokedAt
  recoverable
  owner {
    __typename
    id
    name
  }
}
fragment AlertContainment on Containment {
  __typename
  id
  step
  since
  until
  endedAt
  end
  by
  byUser {
    __typename
    id
    name
  }
  endedBy {
    __typename
    id
    name
  }
  reason
  replacedId
  throttle {
    __typename
    percent
    perMinute
  }
  alert {
    __typename
    id
    kind
  }
}
fragment KeyPage on Key {
  __typename
  ...ActedKey
  createdAt
  lastUsedAt
  rotationDueAt
  hasFullAccess
  hasSigningSecret
  requiresSignature
  warnings
  containment {
    __typename
    ...AlertContainment
  }
  metadata
  scopes
  allServers
  servers {
    __typename
    id
    name
    slug
  }
  allowCidrs
  rateLimit {
    __typename
    limit
    windowSeconds
    burst
  }
  quota {
    __typename
    limit
    refill
  }
  concurrencyLimit
  sensitivity
  effectiveSensitivity {
    __typename
    sensitivity
    setOn
  }
  effectiveLimit {
    __typename
    value
    windowSeconds
    burst
    from
  }
}`, {"hash":"sha256:a2316a10ce60337b17bbee8af279b878a735fb040ee92cddbabc08522d5ea42f"}) as unknown as TypedDocumentString<KeyUpdateAccessMutation, KeyUpdateAccessMutationVariables>;
export const KeyUpdateMetadataDocument = new TypedDocumentString(`
    mutation KeyUpdateMetadata($workspaceId: ID!, $keyId: ID!, $setMetadata: [MetadataAtInput!], $unsetMetadata: [[String!]!]) {
  updateApiKey(
    workspaceId: $workspaceId
    keyId: $keyId
    setMetadata: $setMetadata
    unsetMetadata: $unsetMetadata
  ) {
    __typename
    ... on UpdateApiKeySuccess {
      __typename
      propagation
      key {
        __typename
        ...KeyPage
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment ActedKey on Key {
  __typename
  id
  name
  description
  status
  prefix
  lastFour
  environment
  expiresAt
  suspendedAt
  revokedAt
  recoverable
  owner {
    __typename
    id
    name
  }
}
fragment AlertContainment on Containment {
  __typename
  id
  step
  since
  until
  endedAt
  end
  by
  byUser {
    __typename
    id
    name
  }
  endedBy {
    __typename
    id
    name
  }
  reason
  replacedId
  throttle {
    __typename
    percent
    perMinute
  }
  alert {
    __typename
    id
    kind
  }
}
fragment KeyPage on Key {
  __typename
  ...ActedKey
  createdAt
  lastUsedAt
  rotationDueAt
  hasFullAccess
  hasSigningSecret
  requiresSignature
  warnings
  containment {
    __typename
    ...AlertContainment
  }
  metadata
  scopes
  allServers
  servers {
    __typename
    id
    name
    slug
  }
  allowCidrs
  rateLimit {
    __typename
    limit
    windowSeconds
    burst
  }
  quota {
    __typename
    limit
    refill
  }
  concurrencyLimit
  sensitivity
  effectiveSensitivity {
    __typename
    sensitivity
    setOn
  }
  effectiveLimit {
    __typename
    value
    windowSeconds
    burst
    from
  }
}`, {"hash":"sha256:ea779cef2596b23c1bb34b7ec5d2120fcb2558d88505b7db2bdca7e345d51e69"}) as unknown as TypedDocumentString<KeyUpdateMetadataMutation, KeyUpdateMetadataMutationVariables>;
export const KeySetSensitivityDocument = new TypedDocumentString(`
    mutation KeySetSensitivity($workspaceId: ID!, $keyId: ID!, $sensitivity: Sensitivity) {
  setSensitivity(
    workspaceId: $workspaceId
    keyId: $keyId
    sensitivity: $sensitivity
  ) {
    __typename
    ... on SetSensitivitySuccess {
      __typename
      key {
        __typename
        id
        sensitivity
        effectiveSensitivity {
          __typename
          sensitivity
          setOn
        }
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:a40f80fccf6e9cad086451f5f66159eeb9022d7d3b5d77714c755288fb9f2a46"}) as unknown as TypedDocumentString<KeySetSensitivityMutation, KeySetSensitivityMutationVariables>;
export const KeyViewDocument = new TypedDocumentString(`
    query KeyView($workspaceId: ID!, $keyId: ID!) {
  key(workspaceId: $workspaceId, id: $keyId) {
    __typename
    ...KeyPage
    rotatedFrom {
      __typename
      id
      name
      status
    }
    rotatedTo {
      __typename
      id
      name
      status
    }
    lineage {
      __typename
      id
      name
      prefix
      lastFour
      status
      createdAt
      lastUsedAt
    }
  }
}
    fragment ActedKey on Key {
  __typename
  id
  name
  description
  status
  prefix
  lastFour
  environment
  expiresAt
  suspendedAt
  revokedAt
  recoverable
  owner {
    __typename
    id
    name
  }
}
fragment AlertContainment on Containment {
  __typename
  id
  step
  since
  until
  endedAt
  end
  by
  byUser {
    __typename
    id
    name
  }
  endedBy {
    __typename
    id
    name
  }
  reason
  replacedId
  throttle {
    __typename
    percent
    perMinute
  }
  alert {
    __typename
    id
    kind
  }
}
fragment KeyPage on Key {
  __typename
  ...ActedKey
  createdAt
  lastUsedAt
  rotationDueAt
  hasFullAccess
  hasSigningSecret
  requiresSignature
  warnings
  containment {
    __typename
    ...AlertContainment
  }
  metadata
  scopes
  allServers
  servers {
    __typename
    id
    name
    slug
  }
  allowCidrs
  rateLimit {
    __typename
    limit
    windowSeconds
    burst
  }
  quota {
    __typename
    limit
    refill
  }
  concurrencyLimit
  sensitivity
  effectiveSensitivity {
    __typename
    sensitivity
    setOn
  }
  effectiveLimit {
    __typename
    value
    windowSeconds
    burst
    from
  }
}`, {"hash":"sha256:df35b3485c1f225767092cf31b6193ecd86e1dec38f330822999c4c593ef2833"}) as unknown as TypedDocumentString<KeyViewQuery, KeyViewQueryVariables>;
export const KeyExpectedDocument = new TypedDocumentString(`
    query KeyExpected($workspaceId: ID!, $keyId: ID!, $from: DateTime!, $to: DateTime!) {
  expectedUsage(workspaceId: $workspaceId, keyId: $keyId, from: $from, to: $to) {
    __typename
    from
    to
    completeThrough
    sensitivity
    phase
    points {
      __typename
      at
      requests
      errors
      denied
      expected
      lower
      upper
    }
  }
}
    `, {"hash":"sha256:4d120bc97369c0ddfc14de384200f86ece17a6a6d169435ce8f518abe0f65e5f"}) as unknown as TypedDocumentString<KeyExpectedQuery, KeyExpectedQueryVariables>;
export const KeyUsageDocument = new TypedDocumentString(`
    query KeyUsage($workspaceId: ID!, $keyIds: [ID!]!, $from: DateTime!, $to: DateTime!, $granularity: Granularity!, $timeZone: String) {
  usage(
    workspaceId: $workspaceId
    filter: {keyIds: $keyIds}
    from: $from
    to: $to
    granularity: $granularity
    timeZone: $timeZone
  ) {
    __typename
    from
    to
    completeThrough
    lostEvents
    groups {
      __typename
      series {
        __typename
        at
        requests
        denied
        clientErrors
        serverErrors
      }
    }
  }
}
    `, {"hash":"sha256:17ed4d3871b0e55a08a3bb0a19509724deda25041e064255efe29b37121f1467"}) as unknown as TypedDocumentString<KeyUsageQuery, KeyUsageQueryVariables>;
export const KeyDeniedDocument = new TypedDocumentString(`
    query KeyDenied($workspaceId: ID!, $keyIds: [ID!]!, $from: DateTime!, $to: DateTime!) {
  deniedBreakdown(
    workspaceId: $workspaceId
    filter: {keyIds: $keyIds}
    from: $from
    to: $to
    top: 1
  ) {
    __typename
    from
    to
    requests
    codes {
      __typename
      code
      requests
    }
  }
}
    `, {"hash":"sha256:18cb16513d2a5af153d1b5b40744a0c7bc2bb3268f4c83e056970fe20b1a1789"}) as unknown as TypedDocumentString<KeyDeniedQuery, KeyDeniedQueryVariables>;
export const KeyEndpointsDocument = new TypedDocumentString(`
    query KeyEndpoints($workspaceId: ID!, $keyIds: [ID!]!, $from: DateTime!, $to: DateTime!) {
  endpointPatterns(
    workspaceId: $workspaceId
    filter: {keyIds: $keyIds}
    from: $from
    to: $to
    top: 1
    endpoints: 50
  ) {
    __typename
    from
    to
    groups {
      __typename
      endpoints {
        __typename
        endpoint
        share
        totals {
          __typename
          requests
          denied
          clientErrors
          serverErrors
          errorRate
          p95Ms
        }
      }
    }
  }
}
    `, {"hash":"sha256:1bf527295976281593612731ab1001d182c3809b7a49d97a9e76603773a974db"}) as unknown as TypedDocumentString<KeyEndpointsQuery, KeyEndpointsQueryVariables>;
export const KeySourcesDocument = new TypedDocumentString(`
    query KeySources($workspaceId: ID!, $keyId: ID!, $kind: SourceKind, $first: Int!, $after: String) {
  sources(
    workspaceId: $workspaceId
    keyId: $keyId
    kind: $kind
    first: $first
    after: $after
  ) {
    __typename
    edges {
      __typename
      node {
        __typename
        kind
        value
        requests
        days
        firstSeenAt
        lastSeenAt
      }
    }
    pageInfo {
      __typename
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:14c3c6e69e1fc456dd64dc29ade0a0031bf4d9f3a311749b9f89a48cc569a94e"}) as unknown as TypedDocumentString<KeySourcesQuery, KeySourcesQueryVariables>;
export const KeyLimitAtDocument = new TypedDocumentString(`
    query KeyLimitAt($workspaceId: ID!, $keyId: ID!, $serverId: ID!) {
  key(workspaceId: $workspaceId, id: $keyId) {
    __typename
    id
    effectiveLimit(serverId: $serverId) {
      __typename
      value
      windowSeconds
      burst
      from
    }
  }
}
    `, {"hash":"sha256:7d258fd898499471d7641b0b5c4cb1cbebd627e396c10ff8755c9505122dd5a2"}) as unknown as TypedDocumentString<KeyLimitAtQuery, KeyLimitAtQueryVariables>;
export const KeyGrantsDocument = new TypedDocumentString(`
    query KeyGrants($workspaceId: ID!) {
  servers(workspaceId: $workspaceId) {
    __typename
    id
    name
    slug
    environment
    scopeCatalogue {
      __typename
      name
    }
  }
}
    `, {"hash":"sha256:13537b68a04c1c5199d63fb855db815b8103e90a25aa0cf3117e5a32293a5f23"}) as unknown as TypedDocumentString<KeyGrantsQuery, KeyGrantsQueryVariables>;
export const KeysCreateDocument = new TypedDocumentString(`
    mutation KeysCreate($workspaceId: ID!, $name: String!, $description: String, $ownerId: ID, $serverIds: [ID!], $environment: String!, $scopes: [String!], $expiresInDays: Int, $expiresAt: DateTime, $rateLimit: RateLimitInput, $quota: QuotaInput, $concurrencyLimit: Int, $allowCidrs: [String!], $metadata: Json, $format: String, $recoverable: Boolean, $signingSecret: Boolean, $requiresSignature: Boolean) {
  createApiKey(
    workspaceId: $workspaceId
    name: $name
    description: $description
    ownerId: $ownerId
    serverIds: $serverIds
    environment: $environment
    scopes: $scopes
    expiresInDays: $expiresInDays
    expiresAt: $expiresAt
    rateLimit: $rateLimit
    quota: $quota
    concurrencyLimit: $concurrencyLimit
    allowCidrs: $allowCidrs
    metadata: $metadata
    format: $format
    recoverable: $recoverable
    signingSecret: $signingSecret
    requiresSignature: $requiresSignature
  ) {
    __typename
    ... on CreateApiKeySuccess {
      __typename
      secret
      signingSecret
      warning
      warnings
      key {
        __typename
        ...ActedKey
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment ActedKey on Key {
  __typename
  id
  name
  description
  status
  prefix
  lastFour
  environment
  expiresAt
  suspendedAt
  revokedAt
  recoverable
  owner {
    __typename
    id
    name
  }
}`, {"hash":"sha256:43016dbe68c155909be40765a80efdd1e064960a8dcc5e74ce6b31a0b6682200"}) as unknown as TypedDocumentString<KeysCreateMutation, KeysCreateMutationVariables>;
export const KeysToRevokeDocument = new TypedDocumentString(`
    query KeysToRevoke($workspaceId: ID!, $filter: KeyRevocationFilter!) {
  apiKeysToRevoke(workspaceId: $workspaceId, filter: $filter) {
    __typename
    count
    token
    sample {
      __typename
      id
      name
      prefix
      lastFour
      lastUsedAt
      owner {
        __typename
        id
        name
      }
    }
  }
}
    `, {"hash":"sha256:56210d78da1a1356b661d756ecc1fb032708e0fe6eada88eaa056dbcefb0c43f"}) as unknown as TypedDocumentString<KeysToRevokeQuery, KeysToRevokeQueryVariables>;
export const KeysRevokeManyDocument = new TypedDocumentString(`
    mutation KeysRevokeMany($workspaceId: ID!, $filter: KeyRevocationFilter!, $expectedCount: Int!, $token: String) {
  revokeApiKeys(
    workspaceId: $workspaceId
    filter: $filter
    expectedCount: $expectedCount
    token: $token
  ) {
    __typename
    ... on RevokeApiKeysSuccess {
      __typename
      count
      propagation
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:41dee020600ab77292aa6b4245a1f21f4395c28d459666d38bfd8f70ff792492"}) as unknown as TypedDocumentString<KeysRevokeManyMutation, KeysRevokeManyMutationVariables>;
export const KeysPageDocument = new TypedDocumentString(`
    query KeysPage($workspaceId: ID!, $filter: KeyFilterInput, $sort: KeySort, $first: Int!, $after: String) {
  keys(
    workspaceId: $workspaceId
    filter: $filter
    sort: $sort
    first: $first
    after: $after
  ) {
    __typename
    edges {
      __typename
      node {
        __typename
        ...ListedKey
      }
    }
    pageInfo {
      __typename
      hasNextPage
      endCursor
    }
  }
}
    fragment ActedKey on Key {
  __typename
  id
  name
  description
  status
  prefix
  lastFour
  environment
  expiresAt
  suspendedAt
  revokedAt
  recoverable
  owner {
    __typename
    id
    name
  }
}
fragment ListedKey on Key {
  __typename
  ...ActedKey
  createdAt
  lastUsedAt
  allServers
  serverCount
  scopes
}`, {"hash":"sha256:07bb0eef68ba2309386c726de556854a7ecd59f8f2106eebdad6458a9ca552a2"}) as unknown as TypedDocumentString<KeysPageQuery, KeysPageQueryVariables>;
export const KeysTotalDocument = new TypedDocumentString(`
    query KeysTotal($workspaceId: ID!, $filter: KeyFilterInput) {
  keys(workspaceId: $workspaceId, filter: $filter, first: 1) {
    __typename
    totalCount
  }
}
    `, {"hash":"sha256:eef6e443263837ec803183f35d630fd0300ba517e0d6833091309e3f69ac98a7"}) as unknown as TypedDocumentString<KeysTotalQuery, KeysTotalQueryVariables>;
export const KeysServersDocument = new TypedDocumentString(`
    query KeysServers($workspaceId: ID!) {
  servers(workspaceId: $workspaceId) {
    __typename
    id
    name
    slug
    environment
    status
    scopes
    defaultScopes
    recoverableKeys
    scopeCatalogue {
      __typename
      name
      implied
    }
  }
}
    `, {"hash":"sha256:ebb600533694aa40a8ccbaedf86739d12ccefb32cf79f901a6f89bf34cf4157a"}) as unknown as TypedDocumentString<KeysServersQuery, KeysServersQueryVariables>;
export const KeysOwnersDocument = new TypedDocumentString(`
    query KeysOwners($workspaceId: ID!, $first: Int!, $after: String) {
  members(workspaceId: $workspaceId, first: $first, after: $after) {
    __typename
    edges {
      __typename
      node {
        __typename
        userId
        role
        user {
          __typename
          id
          name
          email
        }
      }
    }
    pageInfo {
      __typename
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:dbe4912d4acf3a933be5de670bd6edc9a612e57f2932bd0d7b6dcf12c435a0c0"}) as unknown as TypedDocumentString<KeysOwnersQuery, KeysOwnersQueryVariables>;
export const OverviewUsageDocument = new TypedDocumentString(`
    query OverviewUsage($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $before: DateTime!, $granularity: Granularity!, $timeZone: String!, $compare: Boolean!) {
  all: usage(
    workspaceId: $workspaceId
    from: $from
    to: $to
    granularity: $granularity
    timeZone: $timeZone
    compare: $compare
  ) {
    __typename
    from
    to
    completeThrough
    lostEvents
    totals {
      __typename
      ...OverviewTotals
    }
    previous {
      __typename
      totals {
        __typename
        ...OverviewTotals
      }
    }
  }
  keys: usage(
    workspaceId: $workspaceId
    from: $from
    to: $to
    granularity: $granularity
    timeZone: $timeZone
    compare: $compare
    groupBy: [KEY]
    top: 10
  ) {
    __typename
    groupsLeftOut
    groups {
      __typename
      rest
      keyId
      key {
        __typename
        id
        name
        prefix
        lastFour
      }
      totals {
        __typename
        ...OverviewTotals
      }
      previous {
        __typename
        requests
      }
    }
  }
  keysBefore: usage(
    workspaceId: $workspaceId
    from: $before
    to: $from
    granularity: $granularity
    timeZone: $timeZone
    groupBy: [KEY]
    top: 1
  ) @include(if: $compare) {
    __typename
    groupsLeftOut
    groups {
      __typename
      rest
    }
  }
  endpoints: usage(
    workspaceId: $workspaceId
    from: $from
    to: $to
    granularity: $granularity
    timeZone: $timeZone
    compare: $compare
    groupBy: [ENDPOINT]
    top: 10
  ) {
    __typename
    groupsLeftOut
    groups {
      __typename
      rest
      endpoint
      totals {
        __typename
        ...OverviewTotals
      }
      previous {
        __typename
        requests
      }
    }
  }
}
    fragment OverviewTotals on UsageTotals {
  __typename
  requests
  denied
  clientErrors
  serverErrors
  errorRate
  p95Ms
}`, {"hash":"sha256:37461b17c1e91496aa047b960b41874908d7dc00c07d6d101726c222be10b283"}) as unknown as TypedDocumentString<OverviewUsageQuery, OverviewUsageQueryVariables>;
export const OverviewSeriesDocument = new TypedDocumentString(`
    query OverviewSeries($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $granularity: Granularity!, $timeZone: String!, $groupBy: [UsageDimension!]!) {
  usage(
    workspaceId: $workspaceId
    from: $from
    to: $to
    granularity: $granularity
    timeZone: $timeZone
    groupBy: $groupBy
    top: 6
  ) {
    __typename
    groupsLeftOut
    groups {
      __typename
      rest
      keyId
      key {
        __typename
        id
        name
      }
      serverId
      server {
        __typename
        id
        name
      }
      endpoint
      code
      series {
        __typename
        at
        requests
        denied
        clientErrors
        serverErrors
      }
    }
  }
}
    `, {"hash":"sha256:d985ef0df5e56b3e33b4c231b7719fded4ae256f44412717ce3597a411164dd1"}) as unknown as TypedDocumentString<OverviewSeriesQuery, OverviewSeriesQueryVariables>;
export const OverviewAlertsDocument = new TypedDocumentString(`
    query OverviewAlerts($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $before: DateTime!) {
  open: alertCounts(workspaceId: $workspaceId, filter: {states: [OPEN]}) {
    __typename
    severity
    state
    count
  }
  opened: alertCounts(
    workspaceId: $workspaceId
    filter: {openedFrom: $from, openedBefore: $to}
  ) {
    __typename
    severity
    state
    count
  }
  openedBefore: alertCounts(
    workspaceId: $workspaceId
    filter: {openedFrom: $before, openedBefore: $from}
  ) {
    __typename
    severity
    state
    count
  }
}
    `, {"hash":"sha256:50d95ee1f8f1682cf294240b5c5fa1f73d7749a24dc37146dea3c82b423db952"}) as unknown as TypedDocumentString<OverviewAlertsQuery, OverviewAlertsQueryVariables>;
export const OverviewMinutesDocument = new TypedDocumentString(`
    query OverviewMinutes($workspaceId: ID!, $from: DateTime!, $to: DateTime!) {
  usage(workspaceId: $workspaceId, from: $from, to: $to, granularity: MINUTE) {
    __typename
    groups {
      __typename
      rest
      series {
        __typename
        at
        requests
        denied
        clientErrors
        serverErrors
      }
    }
  }
}
    `, {"hash":"sha256:9cdbbab1415353b4e024fa4a75d08d1bd66b89216a74ecad0b3f62198908a45d"}) as unknown as TypedDocumentString<OverviewMinutesQuery, OverviewMinutesQueryVariables>;
export const OverviewTickDocument = new TypedDocumentString(`
    subscription OverviewTick($workspaceId: ID!) {
  usageTick(workspaceId: $workspaceId) {
    __typename
    completeThrough
    lostEvents
    minutes {
      __typename
      at
      requests
      denied
      clientErrors
      serverErrors
    }
  }
}
    `, {"hash":"sha256:ff5f9309181660640fa00634619dd2dcca8e6d2bd46ce92bb742120609b3e9c7"}) as unknown as TypedDocumentString<OverviewTickSubscription, OverviewTickSubscriptionVariables>;
export const PeopleMembersDocument = new TypedDocumentString(`
    query PeopleMembers($workspaceId: ID!, $after: String) {
  members(workspaceId: $workspaceId, first: 40, after: $after) {
    __typename
    edges {
      __typename
      node {
        __typename
        userId
        role
        allServers
        createdAt
        servers {
          __typename
          id
          slug
          name
        }
        user {
          __typename
          id
          name
          email
        }
      }
    }
    pageInfo {
      __typename
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:51e1660b3e367a0c84e49f71cc213899a9eba0669beee5a51d5101837df47278"}) as unknown as TypedDocumentString<PeopleMembersQuery, PeopleMembersQueryVariables>;
export const PeopleInvitationsDocument = new TypedDocumentString(`
    query PeopleInvitations($workspaceId: ID!, $after: String) {
  invitations(workspaceId: $workspaceId, first: 50, after: $after) {
    __typename
    edges {
      __typename
      node {
        __typename
        id
        email
        role
        createdAt
        expiresAt
        invitedBy {
          __typename
          id
          name
        }
      }
    }
    pageInfo {
      __typename
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:4898887ab24f624a6fbb4c5dcf571665d87cc1cd3d50ec96fb48242ba9a823e7"}) as unknown as TypedDocumentString<PeopleInvitationsQuery, PeopleInvitationsQueryVariables>;
export const PeopleServersDocument = new TypedDocumentString(`
    query PeopleServers($workspaceId: ID!) {
  servers(workspaceId: $workspaceId) {
    __typename
    id
    slug
    name
  }
}
    `, {"hash":"sha256:8ec4708959f1eeaf780ed713eec4812be2bb9a74181e7c7ec3c0678909da42a7"}) as unknown as TypedDocumentString<PeopleServersQuery, PeopleServersQueryVariables>;
export const PeopleInviteDocument = new TypedDocumentString(`
    mutation PeopleInvite($workspaceId: ID!, $email: String!, $role: Role!) {
  inviteMember(workspaceId: $workspaceId, email: $email, role: $role) {
    __typename
    ... on InviteMemberSuccess {
      __typename
      link
      mail
      invitation {
        __typename
        id
        email
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:ee9516198478bfd9051306b6c943b5760aa8a5d94fc32d50a2a5f1bf11b5e5e9"}) as unknown as TypedDocumentString<PeopleInviteMutation, PeopleInviteMutationVariables>;
export const PeopleWithdrawDocument = new TypedDocumentString(`
    mutation PeopleWithdraw($workspaceId: ID!, $invitationId: ID!) {
  withdrawInvitation(workspaceId: $workspaceId, invitationId: $invitationId) {
    __typename
    ... on WithdrawInvitationSuccess {
      __typename
      invitationId
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:9403d697076e8276c43d4ef4be526de1891bae62f5dbeaaa41f5d0eb5c41e2a3"}) as unknown as TypedDocumentString<PeopleWithdrawMutation, PeopleWithdrawMutationVariables>;
export const PeopleChangeRoleDocument = new TypedDocumentString(`
    mutation PeopleChangeRole($workspaceId: ID!, $userId: ID!, $role: Role!) {
  changeMemberRole(workspaceId: $workspaceId, userId: $userId, role: $role) {
    __typename
    ... on ChangeMemberRoleSuccess {
      __typename
      propagation
      member {
        __typename
        userId
        role
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:bdbd2be34568182e79b453ea9e38bc10316bdf00a004aecc6f830f8dc563c231"}) as unknown as TypedDocumentString<PeopleChangeRoleMutation, PeopleChangeRoleMutationVariables>;
export const PeopleSetServersDocument = new TypedDocumentString(`
    mutation PeopleSetServers($workspaceId: ID!, $userId: ID!, $serverIds: [ID!]) {
  setMemberServers(
    workspaceId: $workspaceId
    userId: $userId
    serverIds: $serverIds
  ) {
    __typename
    ... on SetMemberServersSuccess {
      __typename
      propagation
      member {
        __typename
        userId
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:ea67a3df9cbbd2a8bd63daa479ca8d30247fd086f77af7ebbc5cf6d0476c52a5"}) as unknown as TypedDocumentString<PeopleSetServersMutation, PeopleSetServersMutationVariables>;
export const PeopleRemoveDocument = new TypedDocumentString(`
    mutation PeopleRemove($workspaceId: ID!, $userId: ID!) {
  removeMember(workspaceId: $workspaceId, userId: $userId) {
    __typename
    ... on RemoveMemberSuccess {
      __typename
      propagation
      userId
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:38a16b9017d51d8b70261c12363446e89a366325559a1ed1db0c40de14cea847"}) as unknown as TypedDocumentString<PeopleRemoveMutation, PeopleRemoveMutationVariables>;
export const PeopleTransferOwnershipDocument = new TypedDocumentString(`
    mutation PeopleTransferOwnership($workspaceId: ID!, $userId: ID!) {
  transferOwnership(workspaceId: $workspaceId, userId: $userId) {
    __typename
    ... on TransferOwnershipSuccess {
      __typename
      propagation
      member {
        __typename
        userId
        role
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:6c32e64c5c7dc98c59756059ec10ad19fef5bbd6a7bce45417ddf4877f9776c5"}) as unknown as TypedDocumentString<PeopleTransferOwnershipMutation, PeopleTransferOwnershipMutationVariables>;
export const ReplayPolicyDocument = new TypedDocumentString(`
    query ReplayPolicy($workspaceId: ID!, $days: Int!, $filter: KeyFilterInput, $keyIds: [ID!], $policy: PolicyInput!, $limit: PolicyInput!, $cidrs: PolicyInput!, $scopes: PolicyInput!, $expiry: PolicyInput!, $hasLimit: Boolean!, $hasCidrs: Boolean!, $hasScopes: Boolean!, $hasExpiry: Boolean!) {
  policyReplay(
    workspaceId: $workspaceId
    days: $days
    filter: $filter
    keyIds: $keyIds
    policy: $policy
  ) {
    __typename
    from
    to
    completeThrough
    keysLeftOut
    total {
      __typename
      ...ReplayCounts
    }
    keys {
      __typename
      keyId
      key {
        __typename
        id
        name
        prefix
        lastFour
        status
      }
      counts {
        __typename
        ...ReplayCounts
      }
    }
  }
  limit: policyReplay(
    workspaceId: $workspaceId
    days: $days
    filter: $filter
    keyIds: $keyIds
    policy: $limit
  ) @include(if: $hasLimit) {
    __typename
    total {
      __typename
      ...ReplayCounts
    }
  }
  cidrs: policyReplay(
    workspaceId: $workspaceId
    days: $days
    filter: $filter
    keyIds: $keyIds
    policy: $cidrs
  ) @include(if: $hasCidrs) {
    __typename
    total {
      __typename
      ...ReplayCounts
    }
  }
  scopes: policyReplay(
    workspaceId: $workspaceId
    days: $days
    filter: $filter
    keyIds: $keyIds
    policy: $scopes
  ) @include(if: $hasScopes) {
    __typename
    total {
      __typename
      ...ReplayCounts
    }
  }
  expiry: policyReplay(
    workspaceId: $workspaceId
    days: $days
    filter: $filter
    keyIds: $keyIds
    policy: $expiry
  ) @include(if: $hasExpiry) {
    __typename
    total {
      __typename
      ...ReplayCounts
    }
  }
}
    fragment ReplayCounts on PolicyReplayCounts {
  __typename
  requests
  letThrough
  rejectedAtLeast
  rejectedAtMost
  exact
  reasons {
    __typename
    code
    sentence
  }
}`, {"hash":"sha256:9434ce3a8f8c92efe0714040ca261269cf7454a60d905fe104b8794256d19a9b"}) as unknown as TypedDocumentString<ReplayPolicyQuery, ReplayPolicyQueryVariables>;
export const ReplayServersDocument = new TypedDocumentString(`
    query ReplayServers($workspaceId: ID!) {
  servers(workspaceId: $workspaceId) {
    __typename
    id
    name
    slug
  }
}
    `, {"hash":"sha256:0e4b19f0ff68d71ff6dbc10a2bb4b20b2e0a2f5de1a997be29c876106ba78150"}) as unknown as TypedDocumentString<ReplayServersQuery, ReplayServersQueryVariables>;
export const ReplayFindKeysDocument = new TypedDocumentString(`
    query ReplayFindKeys($workspaceId: ID!, $text: String!) {
  keys(workspaceId: $workspaceId, first: 20, filter: {text: $text}) {
    __typename
    edges {
      __typename
      node {
        __typename
        id
        name
        prefix
        lastFour
      }
    }
  }
}
    `, {"hash":"sha256:449ec26752a2c345042de35cd6dc1beaf51e1a5304bd429ddceedd87b0995e4f"}) as unknown as TypedDocumentString<ReplayFindKeysQuery, ReplayFindKeysQueryVariables>;
export const ServersListDocument = new TypedDocumentString(`
    query ServersList($workspaceId: ID!, $from: DateTime!, $to: DateTime!) {
  servers(workspaceId: $workspaceId) {
    __typename
    id
    slug
    name
    environment
    status
    keyCount
    createdAt
  }
  usage(
    workspaceId: $workspaceId
    from: $from
    to: $to
    granularity: HOUR
    groupBy: [SERVER]
    top: 1000
  ) {
    __typename
    groups {
      __typename
      serverId
      rest
      totals {
        __typename
        requests
        denied
        errorRate
      }
    }
  }
}
    `, {"hash":"sha256:4ddfb9bba7d361b174be19f4f4d27978cb2e2a9dff9758836bf30b8cf7bff3f7"}) as unknown as TypedDocumentString<ServersListQuery, ServersListQueryVariables>;
export const ServerDetailDocument = new TypedDocumentString(`
    query ServerDetail($workspaceId: ID!, $id: ID!) {
  server(workspaceId: $workspaceId, id: $id) {
    __typename
    ...ServerSettings
  }
}
    fragment ServerSettings on Server {
  __typename
  id
  slug
  name
  description
  environment
  status
  upstream
  errorDialect
  keyFormat
  ratePerMinute
  burst
  recoverableKeys
  scopes
  defaultScopes
  scopeCatalogue {
    __typename
    name
    implies
  }
  sensitivity
  keyCount
  createdAt
}`, {"hash":"sha256:111f3c91cbd4d767561feb5750a40ca72e55bdf07af726511932e7f0a96a86bc"}) as unknown as TypedDocumentString<ServerDetailQuery, ServerDetailQueryVariables>;
export const ServerUsageDocument = new TypedDocumentString(`
    query ServerUsage($workspaceId: ID!, $id: ID!, $from: DateTime!, $to: DateTime!) {
  usage(
    workspaceId: $workspaceId
    from: $from
    to: $to
    granularity: HOUR
    filter: {serverIds: [$id]}
  ) {
    __typename
    totals {
      __typename
      requests
      denied
      errorRate
      p95Ms
    }
  }
}
    `, {"hash":"sha256:a7bd5f1eb06d62a3063c578e0e2ddc523992c40e01518781d47b0be3231a916e"}) as unknown as TypedDocumentString<ServerUsageQuery, ServerUsageQueryVariables>;
export const ServerClientConfigDocument = new TypedDocumentString(`
    query ServerClientConfig($workspaceId: ID!, $id: ID!, $client: Client!, $url: String!) {
  server(workspaceId: $workspaceId, id: $id) {
    __typename
    id
    clientConfig(client: $client, url: $url) {
      __typename
      fileName
      text
      variable
    }
  }
}
    `, {"hash":"sha256:d1e274ec9e8aaf3dcf2426019409984c1608c71ee27b3728f2cae08effc7ef89"}) as unknown as TypedDocumentString<ServerClientConfigQuery, ServerClientConfigQueryVariables>;
export const ServerCreateDocument = new TypedDocumentString(`
    mutation ServerCreate($workspaceId: ID!, $slug: String!, $name: String!, $description: String, $environment: String!, $upstream: String, $scopes: [String!]!) {
  createServer(
    workspaceId: $workspaceId
    slug: $slug
    name: $name
    description: $description
    environment: $environment
    upstream: $upstream
    scopes: $scopes
  ) {
    __typename
    ... on CreateServerSuccess {
      __typename
      server {
        __typename
        ...ServerSettings
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment ServerSettings on Server {
  __typename
  id
  slug
  name
  description
  environment
  status
  upstream
  errorDialect
  keyFormat
  ratePerMinute
  burst
  recoverableKeys
  scopes
  defaultScopes
  scopeCatalogue {
    __typename
    name
    implies
  }
  sensitivity
  keyCount
  createdAt
}`, {"hash":"sha256:16aa72713cc135e118b0e0d28315da1d294a90d29f26dfd8c2e3eb8737ce2729"}) as unknown as TypedDocumentString<ServerCreateMutation, ServerCreateMutationVariables>;
export const ServerUpdateDocument = new TypedDocumentString(`
    mutation ServerUpdate($workspaceId: ID!, $serverId: ID!, $slug: String, $name: String, $description: String, $environment: String, $upstream: String, $status: ServerStatus, $errorDialect: ErrorDialect, $keyFormat: String, $ratePerMinute: Int, $burst: Int, $recoverableKeys: Boolean, $scopes: [String!], $defaultScopes: [String!], $scopeImplications: [ScopeImplicationInput!]) {
  updateServer(
    workspaceId: $workspaceId
    serverId: $serverId
    slug: $slug
    name: $name
    description: $description
    environment: $environment
    upstream: $upstream
    status: $status
    errorDialect: $errorDialect
    keyFormat: $keyFormat
    ratePerMinute: $ratePerMinute
    burst: $burst
    recoverableKeys: $recoverableKeys
    scopes: $scopes
    defaultScopes: $defaultScopes
    scopeImplications: $scopeImplications
  ) {
    __typename
    ... on UpdateServerSuccess {
      __typename
      propagation
      server {
        __typename
        ...ServerSettings
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment ServerSettings on Server {
  __typename
  id
  slug
  name
  description
  environment
  status
  upstream
  errorDialect
  keyFormat
  ratePerMinute
  burst
  recoverableKeys
  scopes
  defaultScopes
  scopeCatalogue {
    __typename
    name
    implies
  }
  sensitivity
  keyCount
  createdAt
}`, {"hash":"sha256:92301d107d9982a4ec77e7689a575d07673fd4beebb6b3fe0330080d21918bee"}) as unknown as TypedDocumentString<ServerUpdateMutation, ServerUpdateMutationVariables>;
export const ServerSetSensitivityDocument = new TypedDocumentString(`
    mutation ServerSetSensitivity($workspaceId: ID!, $serverId: ID!, $sensitivity: Sensitivity) {
  setSensitivity(
    workspaceId: $workspaceId
    serverId: $serverId
    sensitivity: $sensitivity
  ) {
    __typename
    ... on SetSensitivitySuccess {
      __typename
      server {
        __typename
        id
        sensitivity
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:f7dd81618aacfc01bf7a55a671aee82625882fac9aa7d1049f99d66bf06c0add"}) as unknown as TypedDocumentString<ServerSetSensitivityMutation, ServerSetSensitivityMutationVariables>;
export const ServerDeleteDocument = new TypedDocumentString(`
    mutation ServerDelete($workspaceId: ID!, $serverId: ID!, $confirmSlug: String!) {
  deleteServer(
    workspaceId: $workspaceId
    serverId: $serverId
    confirmSlug: $confirmSlug
  ) {
    __typename
    ... on DeleteServerSuccess {
      __typename
      serverId
      propagation
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:97e122f5bd7791c82985ebd174975a5836f330b5300e64748958e7b006502412"}) as unknown as TypedDocumentString<ServerDeleteMutation, ServerDeleteMutationVariables>;
export const SettingsHaltsDocument = new TypedDocumentString(`
    query SettingsHalts($workspaceId: ID!) {
  containmentHalts(workspaceId: $workspaceId, open: true) {
    __typename
    id
    at
    containedKeys
    activeKeys
    keysMax
    keyId
    releasedAt
  }
}
    `, {"hash":"sha256:6f424b6c0a0a19e7fa2e4a22b00728ca324a365edcf14c223aad3e1e3fe302b0"}) as unknown as TypedDocumentString<SettingsHaltsQuery, SettingsHaltsQueryVariables>;
export const SettingsReleaseHaltDocument = new TypedDocumentString(`
    mutation SettingsReleaseHalt($workspaceId: ID!, $haltId: ID!) {
  releaseContainment(workspaceId: $workspaceId, haltId: $haltId) {
    __typename
    ... on ReleaseContainmentSuccess {
      __typename
      halt {
        __typename
        id
        releasedAt
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:6b7eb6185dd8232f3e055c97304f1ecbb753478748ebf94d854024ceb0a2c142"}) as unknown as TypedDocumentString<SettingsReleaseHaltMutation, SettingsReleaseHaltMutationVariables>;
export const SettingsMutesDocument = new TypedDocumentString(`
    query SettingsMutes($workspaceId: ID!, $ended: Boolean!, $after: String) {
  mutes(workspaceId: $workspaceId, ended: $ended, first: 30, after: $after) {
    __typename
    edges {
      __typename
      node {
        __typename
        id
        active
        over
        from
        until
        weekly
        repeatsUntil
        timeZone
        endedAt
        reason
        kinds
        createdBy {
          __typename
          id
          name
        }
        key {
          __typename
          id
          name
        }
        server {
          __typename
          id
          name
        }
      }
    }
    pageInfo {
      __typename
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:17548eaaeeccde1169afcbe750543b749469b2ff0281c0f85624d3e9b1d94ca0"}) as unknown as TypedDocumentString<SettingsMutesQuery, SettingsMutesQueryVariables>;
export const SettingsWorkspaceDocument = new TypedDocumentString(`
    query SettingsWorkspace($workspaceId: ID!) {
  workspace(id: $workspaceId) {
    __typename
    ...SettingsFields
  }
}
    fragment SettingsFields on Workspace {
  __typename
  id
  name
  keyFormat
  sensitivity
  leakAction
  plan
  ratePerMinute
  keyCount
  memberCount
  serverCount
  createdAt
}`, {"hash":"sha256:16d2bd6cf5b8d1105457d13f9340f222c5f8f346b8ea8d89482b4467e5580ff4"}) as unknown as TypedDocumentString<SettingsWorkspaceQuery, SettingsWorkspaceQueryVariables>;
export const SettingsUpdateDocument = new TypedDocumentString(`
    mutation SettingsUpdate($workspaceId: ID!, $name: String, $keyFormat: String) {
  updateWorkspace(workspaceId: $workspaceId, name: $name, keyFormat: $keyFormat) {
    __typename
    ... on UpdateWorkspaceSuccess {
      __typename
      workspace {
        __typename
        ...SettingsFields
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment SettingsFields on Workspace {
  __typename
  id
  name
  keyFormat
  sensitivity
  leakAction
  plan
  ratePerMinute
  keyCount
  memberCount
  serverCount
  createdAt
}`, {"hash":"sha256:dd30ef362c1400b34571860ed1f5ddb98aa850498adea94bcdd75d1875be4910"}) as unknown as TypedDocumentString<SettingsUpdateMutation, SettingsUpdateMutationVariables>;
export const SettingsSetSensitivityDocument = new TypedDocumentString(`
    mutation SettingsSetSensitivity($workspaceId: ID!, $sensitivity: Sensitivity) {
  setSensitivity(workspaceId: $workspaceId, sensitivity: $sensitivity) {
    __typename
    ... on SetSensitivitySuccess {
      __typename
      workspace {
        __typename
        ...SettingsFields
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment SettingsFields on Workspace {
  __typename
  id
  name
  keyFormat
  sensitivity
  leakAction
  plan
  ratePerMinute
  keyCount
  memberCount
  serverCount
  createdAt
}`, {"hash":"sha256:9e5f87198a26cf09edc2ef2b1b486856ab59869b21eace804a916e438ab297ad"}) as unknown as TypedDocumentString<SettingsSetSensitivityMutation, SettingsSetSensitivityMutationVariables>;
export const SettingsSetLeakActionDocument = new TypedDocumentString(`
    mutation SettingsSetLeakAction($workspaceId: ID!, $action: LeakAction!) {
  setLeakAction(workspaceId: $workspaceId, action: $action) {
    __typename
    ... on SetLeakActionSuccess {
      __typename
      workspace {
        __typename
        ...SettingsFields
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment SettingsFields on Workspace {
  __typename
  id
  name
  keyFormat
  sensitivity
  leakAction
  plan
  ratePerMinute
  keyCount
  memberCount
  serverCount
  createdAt
}`, {"hash":"sha256:7eff99950c48226531eada514991e29665cca24a0edfc0a7248f9734bc78ed42"}) as unknown as TypedDocumentString<SettingsSetLeakActionMutation, SettingsSetLeakActionMutationVariables>;
export const SettingsDeleteDocument = new TypedDocumentString(`
    mutation SettingsDelete($workspaceId: ID!, $confirmName: String!) {
  deleteWorkspace(workspaceId: $workspaceId, confirmName: $confirmName) {
    __typename
    ... on DeleteWorkspaceSuccess {
      __typename
      workspaceId
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:b3eaed2bcfc27e642adb6f780898fd2f9094b05157756f53a48bb8c2d3cc64f1"}) as unknown as TypedDocumentString<SettingsDeleteMutation, SettingsDeleteMutationVariables>;
export const SettingsLeaksDocument = new TypedDocumentString(`
    query SettingsLeaks($workspaceId: ID!) {
  leakPatterns(workspaceId: $workspaceId) {
    __typename
    id
    format
    regex
    keyword
  }
  leaks(workspaceId: $workspaceId) {
    __typename
    id
    at
    action
    reporter
    source
    url
    key {
      __typename
      id
      name
    }
  }
}
    `, {"hash":"sha256:84f6380f6b7c6cd4b1d6f489a3fd936208208b38db5cc8c73ddeb0221b5852fe"}) as unknown as TypedDocumentString<SettingsLeaksQuery, SettingsLeaksQueryVariables>;
export const SettingsThresholdsDocument = new TypedDocumentString(`
    query SettingsThresholds($workspaceId: ID!) {
  thresholds(workspaceId: $workspaceId) {
    __typename
    ...ThresholdFields
  }
  servers(workspaceId: $workspaceId) {
    __typename
    id
    name
    slug
  }
}
    fragment ThresholdFields on Threshold {
  __typename
  id
  name
  metric
  limit
  requestsMin
  severity
  createdAt
  key {
    __typename
    id
    name
  }
  server {
    __typename
    id
    name
  }
}`, {"hash":"sha256:bf5f6fd42a791c79d5d0c9267320e52f4b0dcf5fd379ab3aae0d4071936c2362"}) as unknown as TypedDocumentString<SettingsThresholdsQuery, SettingsThresholdsQueryVariables>;
export const SettingsCreateThresholdDocument = new TypedDocumentString(`
    mutation SettingsCreateThreshold($workspaceId: ID!, $name: String!, $metric: ThresholdMetric!, $limit: Float!, $requestsMin: Int, $severity: Severity, $serverId: ID) {
  createThreshold(
    workspaceId: $workspaceId
    name: $name
    metric: $metric
    limit: $limit
    requestsMin: $requestsMin
    severity: $severity
    serverId: $serverId
  ) {
    __typename
    ... on CreateThresholdSuccess {
      __typename
      threshold {
        __typename
        ...ThresholdFields
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment ThresholdFields on Threshold {
  __typename
  id
  name
  metric
  limit
  requestsMin
  severity
  createdAt
  key {
    __typename
    id
    name
  }
  server {
    __typename
    id
    name
  }
}`, {"hash":"sha256:3944409f6325b469afba61a553ae16b99c106b7d45d5ce72037a4db3afa04935"}) as unknown as TypedDocumentString<SettingsCreateThresholdMutation, SettingsCreateThresholdMutationVariables>;
export const SettingsUpdateThresholdDocument = new TypedDocumentString(`
    mutation SettingsUpdateThreshold($workspaceId: ID!, $thresholdId: ID!, $name: String, $limit: Float, $requestsMin: Int, $severity: Severity) {
  updateThreshold(
    workspaceId: $workspaceId
    thresholdId: $thresholdId
    name: $name
    limit: $limit
    requestsMin: $requestsMin
    severity: $severity
  ) {
    __typename
    ... on UpdateThresholdSuccess {
      __typename
      threshold {
        __typename
        ...ThresholdFields
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment ThresholdFields on Threshold {
  __typename
  id
  name
  metric
  limit
  requestsMin
  severity
  createdAt
  key {
    __typename
    id
    name
  }
  server {
    __typename
    id
    name
  }
}`, {"hash":"sha256:ee5476cb54764a5ebb623b026c9900d4e346c603d5568231267634f269f22223"}) as unknown as TypedDocumentString<SettingsUpdateThresholdMutation, SettingsUpdateThresholdMutationVariables>;
export const SettingsDeleteThresholdDocument = new TypedDocumentString(`
    mutation SettingsDeleteThreshold($workspaceId: ID!, $thresholdId: ID!) {
  deleteThreshold(workspaceId: $workspaceId, thresholdId: $thresholdId) {
    __typename
    ... on DeleteThresholdSuccess {
      __typename
      deletedThresholdId
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:4926530019b524b2de125b708a8798c3f606c39dde0004327433a93e73c26ddb"}) as unknown as TypedDocumentString<SettingsDeleteThresholdMutation, SettingsDeleteThresholdMutationVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($email: String!, $password: String!, $code: String) {
  signIn(email: $email, password: $password, code: $code) {
    __typename
    ... on SignInSuccess {
      __typename
      expiresAt
      user {
        __typename
        id
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:cd0c300000ed57e077af47ff89d9dc3905ba3c3864b370ed98348413fd1f9a47"}) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const SignUpDocument = new TypedDocumentString(`
    mutation SignUp($email: String!, $name: String!, $password: String!) {
  signUp(email: $email, name: $name, password: $password) {
    __typename
    ... on SignUpSuccess {
      __typename
      expiresAt
      user {
        __typename
        id
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:f7d736ad4e56209070e5ed06a2ae3bdadef398d79592273f0082ba19b12f595d"}) as unknown as TypedDocumentString<SignUpMutation, SignUpMutationVariables>;
export const InvitationOfferDocument = new TypedDocumentString(`
    query InvitationOffer($secret: String!) {
  invitation(secret: $secret) {
    __typename
    workspaceName
    role
    email
    inviterName
    expiresAt
  }
}
    `, {"hash":"sha256:a256e64365d012dec8e9c694ca3c61833fc343fb87833fade2300e96e503c13e"}) as unknown as TypedDocumentString<InvitationOfferQuery, InvitationOfferQueryVariables>;
export const InvitationAcceptDocument = new TypedDocumentString(`
    mutation InvitationAccept($secret: String!) {
  acceptInvitation(secret: $secret) {
    __typename
    ... on AcceptInvitationSuccess {
      __typename
      role
      workspace {
        __typename
        id
        name
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:4b89cadc7bcfe78ab9552add32589a66d40b5e801a03e1d06bd10be3ba1e1307"}) as unknown as TypedDocumentString<InvitationAcceptMutation, InvitationAcceptMutationVariables>;
export const InvitationAcceptAsNewUserDocument = new TypedDocumentString(`
    mutation InvitationAcceptAsNewUser($secret: String!, $name: String!, $password: String!) {
  acceptInvitationAsNewUser(secret: $secret, name: $name, password: $password) {
    __typename
    ... on AcceptInvitationAsNewUserSuccess {
      __typename
      workspaceId
      role
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:279ab9bd447f956aa01b9132bd51d8358c0581510a66fcdd19db99606bba826a"}) as unknown as TypedDocumentString<InvitationAcceptAsNewUserMutation, InvitationAcceptAsNewUserMutationVariables>;
export const WorkspaceCreateDocument = new TypedDocumentString(`
    mutation WorkspaceCreate($name: String!) {
  createWorkspace(name: $name) {
    __typename
    ... on CreateWorkspaceSuccess {
      __typename
      workspace {
        __typename
        id
        name
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:efb34018116dc7c68a410eff2da4bcb4e651b1b0acf53e8b2b42132c69557b15"}) as unknown as TypedDocumentString<WorkspaceCreateMutation, WorkspaceCreateMutationVariables>;
export const TokensListDocument = new TypedDocumentString(`
    query TokensList($workspaceId: ID!, $after: String) {
  accessTokens(workspaceId: $workspaceId, first: 50, after: $after) {
    __typename
    edges {
      __typename
      node {
        __typename
        id
        kind
        name
        scopes
        restricted
        createdAt
        expiresAt
        lastUsedAt
        createdBy {
          __typename
          id
          name
        }
      }
    }
    pageInfo {
      __typename
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:ee9f300d0c4fb9fef9b46eb107b9068f1ae0fe4c52afd80ac31597bdffd43717"}) as unknown as TypedDocumentString<TokensListQuery, TokensListQueryVariables>;
export const TokenScopesDocument = new TypedDocumentString(`
    query TokenScopes {
  tokenScopes {
    __typename
    scope
    description
    kinds
  }
}
    `, {"hash":"sha256:9b8c2c94e7ededda44daa4064668ab291556a41535aac8e956c70ee5ff0c82fe"}) as unknown as TypedDocumentString<TokenScopesQuery, TokenScopesQueryVariables>;
export const TokenCreateDocument = new TypedDocumentString(`
    mutation TokenCreate($workspaceId: ID!, $kind: AccessTokenKind!, $name: String!, $expiresInDays: Int, $scopes: [String!]) {
  createAccessToken(
    workspaceId: $workspaceId
    kind: $kind
    name: $name
    expiresInDays: $expiresInDays
    scopes: $scopes
  ) {
    __typename
    ... on CreateAccessTokenSuccess {
      __typename
      secret
      warning
      accessToken {
        __typename
        id
        name
        kind
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:ff6c1062db9eebc5ba672f46d612bc9c6f585c4000a7c5dff47f100ec05bf39d"}) as unknown as TypedDocumentString<TokenCreateMutation, TokenCreateMutationVariables>;
export const TokenRevokeDocument = new TypedDocumentString(`
    mutation TokenRevoke($workspaceId: ID!, $accessTokenId: ID!) {
  revokeAccessToken(workspaceId: $workspaceId, accessTokenId: $accessTokenId) {
    __typename
    ... on RevokeAccessTokenSuccess {
      __typename
      accessTokenId
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:d382f444ee682eec9f3c8d664bb5c0e3b95883b1134d4078e0b1334e2116a6f0"}) as unknown as TypedDocumentString<TokenRevokeMutation, TokenRevokeMutationVariables>;
export const WebhookDeliveriesDocument = new TypedDocumentString(`
    query WebhookDeliveries($workspaceId: ID!, $endpointId: ID!, $state: DeliveryState, $eventType: String, $after: String) {
  deliveries(
    workspaceId: $workspaceId
    endpointId: $endpointId
    state: $state
    eventType: $eventType
    first: 25
    after: $after
  ) {
    __typename
    edges {
      __typename
      node {
        __typename
        ...WebhookDeliveryFields
      }
    }
    pageInfo {
      __typename
      hasNextPage
      endCursor
    }
  }
}
    fragment WebhookDeliveryFields on Delivery {
  __typename
  id
  eventType
  state
  createdAt
  deliveredAt
  nextAttemptAt
  payload
  attempts {
    __typename
    at
    durationMs
    status
    error
  }
}`, {"hash":"sha256:129d99edafd37b1d138a26e2d541fecccb82d3e3be15d0ed0e76f3f497760c85"}) as unknown as TypedDocumentString<WebhookDeliveriesQuery, WebhookDeliveriesQueryVariables>;
export const WebhooksListDocument = new TypedDocumentString(`
    query WebhooksList($workspaceId: ID!) {
  webhookEndpoints(workspaceId: $workspaceId) {
    __typename
    ...WebhookFields
  }
}
    fragment WebhookFields on WebhookEndpoint {
  __typename
  id
  url
  description
  format
  ordered
  eventTypes
  alertKinds
  severityMin
  serverIds
  metadata
  createdAt
  disabledAt
  disabledBy
  failingSince
  publicKey
  previousPublicKey
  previousUntil
}`, {"hash":"sha256:afb9771f6256f42a1c9a38c05dab18a651c2f4e8ace740b6593ec1f47751abf3"}) as unknown as TypedDocumentString<WebhooksListQuery, WebhooksListQueryVariables>;
export const WebhookChoicesDocument = new TypedDocumentString(`
    query WebhookChoices($workspaceId: ID!) {
  webhookEventTypes {
    __typename
    name
    description
  }
  servers(workspaceId: $workspaceId) {
    __typename
    id
    slug
    name
  }
}
    `, {"hash":"sha256:f1bb3033d806780cac1e41a4dd8567358db6243e57b1ba03f9c3f57abef56a04"}) as unknown as TypedDocumentString<WebhookChoicesQuery, WebhookChoicesQueryVariables>;
export const WebhookEventSchemasDocument = new TypedDocumentString(`
    query WebhookEventSchemas {
  webhookEventTypes {
    __typename
    name
    description
    schema
  }
}
    `, {"hash":"sha256:13da4282d9ad814db682abadcd0fcbf692cf85d4a0f6cdf5ad38cfe07cc5fd57"}) as unknown as TypedDocumentString<WebhookEventSchemasQuery, WebhookEventSchemasQueryVariables>;
export const WebhookCreateDocument = new TypedDocumentString(`
    mutation WebhookCreate($workspaceId: ID!, $url: String!, $format: WebhookFormat!, $description: String, $routingKey: String, $eventTypes: [String!], $severityMin: Severity) {
  createWebhookEndpoint(
    workspaceId: $workspaceId
    url: $url
    format: $format
    description: $description
    routingKey: $routingKey
    eventTypes: $eventTypes
    severityMin: $severityMin
  ) {
    __typename
    ... on CreateWebhookEndpointSuccess {
      __typename
      secret
      warning
      endpoint {
        __typename
        ...WebhookFields
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment WebhookFields on WebhookEndpoint {
  __typename
  id
  url
  description
  format
  ordered
  eventTypes
  alertKinds
  severityMin
  serverIds
  metadata
  createdAt
  disabledAt
  disabledBy
  failingSince
  publicKey
  previousPublicKey
  previousUntil
}`, {"hash":"sha256:f6b89b63f16137662400735b85c91ed18af09a271f9918b02ea9d68fe63332fb"}) as unknown as TypedDocumentString<WebhookCreateMutation, WebhookCreateMutationVariables>;
export const WebhookUpdateDocument = new TypedDocumentString(`
    mutation WebhookUpdate($workspaceId: ID!, $endpointId: ID!, $url: String, $description: String, $routingKey: String, $eventTypes: [String!], $alertKinds: [String!], $severityMin: Severity, $serverIds: [ID!], $metadata: Json, $ordered: Boolean) {
  updateWebhookEndpoint(
    workspaceId: $workspaceId
    endpointId: $endpointId
    url: $url
    description: $description
    routingKey: $routingKey
    eventTypes: $eventTypes
    alertKinds: $alertKinds
    severityMin: $severityMin
    serverIds: $serverIds
    metadata: $metadata
    ordered: $ordered
  ) {
    __typename
    ... on UpdateWebhookEndpointSuccess {
      __typename
      endpoint {
        __typename
        ...WebhookFields
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment WebhookFields on WebhookEndpoint {
  __typename
  id
  url
  description
  format
  ordered
  eventTypes
  alertKinds
  severityMin
  serverIds
  metadata
  createdAt
  disabledAt
  disabledBy
  failingSince
  publicKey
  previousPublicKey
  previousUntil
}`, {"hash":"sha256:e0a9aae7925be17a58f10ed092aed99c8d514b07cdb90a83807d7fbe39921a4e"}) as unknown as TypedDocumentString<WebhookUpdateMutation, WebhookUpdateMutationVariables>;
export const WebhookDisableDocument = new TypedDocumentString(`
    mutation WebhookDisable($workspaceId: ID!, $endpointId: ID!) {
  disableWebhookEndpoint(workspaceId: $workspaceId, endpointId: $endpointId) {
    __typename
    ... on DisableWebhookEndpointSuccess {
      __typename
      endpoint {
        __typename
        ...WebhookFields
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment WebhookFields on WebhookEndpoint {
  __typename
  id
  url
  description
  format
  ordered
  eventTypes
  alertKinds
  severityMin
  serverIds
  metadata
  createdAt
  disabledAt
  disabledBy
  failingSince
  publicKey
  previousPublicKey
  previousUntil
}`, {"hash":"sha256:6174f440ab8f2c26eb79cc5960178d8df0640b32aff8c490a9ba3af49f612611"}) as unknown as TypedDocumentString<WebhookDisableMutation, WebhookDisableMutationVariables>;
export const WebhookEnableDocument = new TypedDocumentString(`
    mutation WebhookEnable($workspaceId: ID!, $endpointId: ID!) {
  enableWebhookEndpoint(workspaceId: $workspaceId, endpointId: $endpointId) {
    __typename
    ... on EnableWebhookEndpointSuccess {
      __typename
      endpoint {
        __typename
        ...WebhookFields
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment WebhookFields on WebhookEndpoint {
  __typename
  id
  url
  description
  format
  ordered
  eventTypes
  alertKinds
  severityMin
  serverIds
  metadata
  createdAt
  disabledAt
  disabledBy
  failingSince
  publicKey
  previousPublicKey
  previousUntil
}`, {"hash":"sha256:4146658fa21e5450a1ebdafa0e501335fd26ac1e1e89f06625b0ce0d127496bf"}) as unknown as TypedDocumentString<WebhookEnableMutation, WebhookEnableMutationVariables>;
export const WebhookDeleteDocument = new TypedDocumentString(`
    mutation WebhookDelete($workspaceId: ID!, $endpointId: ID!) {
  deleteWebhookEndpoint(workspaceId: $workspaceId, endpointId: $endpointId) {
    __typename
    ... on DeleteWebhookEndpointSuccess {
      __typename
      endpointId
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:ab7ec0976aaaf0d06c81956fef9980c76b6ee430c35582bb94befb95e8fa8294"}) as unknown as TypedDocumentString<WebhookDeleteMutation, WebhookDeleteMutationVariables>;
export const WebhookRotateDocument = new TypedDocumentString(`
    mutation WebhookRotate($workspaceId: ID!, $endpointId: ID!, $graceHours: Int!) {
  rotateWebhookSecret(
    workspaceId: $workspaceId
    endpointId: $endpointId
    graceHours: $graceHours
  ) {
    __typename
    ... on RotateWebhookSecretSuccess {
      __typename
      secret
      warning
      endpoint {
        __typename
        ...WebhookFields
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    fragment WebhookFields on WebhookEndpoint {
  __typename
  id
  url
  description
  format
  ordered
  eventTypes
  alertKinds
  severityMin
  serverIds
  metadata
  createdAt
  disabledAt
  disabledBy
  failingSince
  publicKey
  previousPublicKey
  previousUntil
}`, {"hash":"sha256:bd313f9d1d3c73d8c651492fe78e309f0edf1f35e61657e1c49c6b286ceb46e4"}) as unknown as TypedDocumentString<WebhookRotateMutation, WebhookRotateMutationVariables>;
export const WebhookTestDocument = new TypedDocumentString(`
    mutation WebhookTest($workspaceId: ID!, $endpointId: ID!) {
  sendTestEvent(workspaceId: $workspaceId, endpointId: $endpointId) {
    __typename
    ... on SendTestEventSuccess {
      __typename
      delivery {
        __typename
        id
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:abd5ad2be62b69d4e8faa82e7a4423e5f632a7dbf429f0f3a3548aac7dbb448a"}) as unknown as TypedDocumentString<WebhookTestMutation, WebhookTestMutationVariables>;
export const WebhookRedeliverDocument = new TypedDocumentString(`
    mutation WebhookRedeliver($workspaceId: ID!, $deliveryId: ID!) {
  redeliver(workspaceId: $workspaceId, deliveryId: $deliveryId) {
    __typename
    ... on RedeliverSuccess {
      __typename
      delivery {
        __typename
        id
        state
        nextAttemptAt
      }
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:6e32afa8c755973a3045585e1fd5157b910405164ff82379944f15bee0bbe126"}) as unknown as TypedDocumentString<WebhookRedeliverMutation, WebhookRedeliverMutationVariables>;
export const WebhookRedeliverFailedDocument = new TypedDocumentString(`
    mutation WebhookRedeliverFailed($workspaceId: ID!, $endpointId: ID!, $since: DateTime!) {
  redeliverFailed(
    workspaceId: $workspaceId
    endpointId: $endpointId
    since: $since
  ) {
    __typename
    ... on RedeliverFailedSuccess {
      __typename
      deliveries
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:2929d784c0df8b614771a414bf6a1eb1379ebf2497ec1d2d70bc95d10ef8281d"}) as unknown as TypedDocumentString<WebhookRedeliverFailedMutation, WebhookRedeliverFailedMutationVariables>;
export const SessionDocument = new TypedDocumentString(`
    query Session {
  viewer {
    __typename
    id
    name
    email
    operator
    secondFactor
    recoveryCodesLeft
    workspaces {
      __typename
      id
      name
      role
    }
  }
  alertKinds {
    __typename
    kind
    title
    description
    advice
    figures
    unit
  }
}
    `, {"hash":"sha256:69886c043667c7295b58e18e6b697969b8315e183e2d467e3430c01842976e05"}) as unknown as TypedDocumentString<SessionQuery, SessionQueryVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut {
  signOut {
    __typename
    ... on SignOutSuccess {
      __typename
      signedOut
    }
    ... on Refusal {
      __typename
      code
      message
    }
  }
}
    `, {"hash":"sha256:c451577889240880e30885ff8f1f33849dfad23310b91f274ed9987b04635593"}) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const FindKeysDocument = new TypedDocumentString(`
    query FindKeys($workspaceId: ID!, $search: String!) {
  keys(workspaceId: $workspaceId, first: 8, filter: {text: $search}) {
    __typename
    edges {
      __typename
      node {
        __typename
        id
        name
        prefix
        lastFour
      }
    }
  }
}
    `, {"hash":"sha256:9d6366f7ac79575d288f94492188942b4a2ad6bb280f85b69a6f02df60ec1ec7"}) as unknown as TypedDocumentString<FindKeysQuery, FindKeysQueryVariables>;
export const OpenAlertsDocument = new TypedDocumentString(`
    query OpenAlerts($workspaceId: ID!) {
  alertCounts(workspaceId: $workspaceId, filter: {states: [OPEN]}) {
    __typename
    severity
    state
    count
  }
}
    `, {"hash":"sha256:9f1ba6069170186ddf91d2e4626cc20d8e78d3c263359658cf0afcf0a2e7974d"}) as unknown as TypedDocumentString<OpenAlertsQuery, OpenAlertsQueryVariables>;
export const AlertRaisedDocument = new TypedDocumentString(`
    subscription AlertRaised($workspaceId: ID!) {
  alertRaised(workspaceId: $workspaceId) {
    __typename
    entryId
    at
    change
    alert {
      __typename
      id
      kind
      state
      severity
      sentence
      since
      lastMinute
      acknowledgedAt
      resolvedAt
      key {
        __typename
        id
        name
      }
    }
  }
}
    `, {"hash":"sha256:1dfd11e25cfe95e520c391821a00cf5e6bedf02eaede1dd2715799790b995c65"}) as unknown as TypedDocumentString<AlertRaisedSubscription, AlertRaisedSubscriptionVariables>;