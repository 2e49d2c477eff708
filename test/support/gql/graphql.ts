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

/** How the rows of an import are written. */
export type ImportFormat =
  /** RFC 4180; the first line names the columns, lists are separated by `;`. */
  | 'CSV'
  /** An array of objects. */
  | 'JSON';

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

/** What people are reminded of; webhooks are told as `key.expiring` or `key.rotation_due`. */
export type KeyReminderKind =
  | 'EXPIRES_IN_1_DAY'
  | 'EXPIRES_IN_7_DAYS'
  | 'ROTATION_DUE';

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

/** What a key holds and does not use. */
export type SuggestionKind =
  | 'GENEROUS_LIMIT'
  | 'UNUSED_KEY'
  | 'UNUSED_SERVER';

/** What a threshold looks at, of a key’s minute. */
export type ThresholdMetric =
  /** Denied requests. */
  | 'DENIED'
  /** The share of requests that failed, from 0 to 1. */
  | 'ERROR_SHARE'
  /** Requests, also denied ones. */
  | 'REQUESTS';

/** A threshold that is tried on each key’s minutes. */
export type ThresholdRuleInput = {
  /** Crossed by more than this; a share is less than 1. */
  limit: number;
  /** What is looked at. */
  metric: ThresholdMetric;
  /** 1 to 80 characters, shown in the alert. */
  name: string;
  /** Minutes with fewer requests are not judged; left out: 1, of ERROR_SHARE 20. */
  requestsMin?: number | null | undefined;
  /** Left out: WARNING. */
  severity?: Severity | null | undefined;
};

/** What usage can be grouped by. */
export type UsageDimension =
  | 'CODE'
  | 'ENDPOINT'
  | 'ENVIRONMENT'
  | 'KEY'
  | 'METADATA'
  | 'OWNER'
  | 'SERVER';

/** Narrows what is read; what is left out does not narrow. Of each list at most 1,000. What concerns keys is taken as the keys are now. */
export type UsageFilter = {
  /** Errors, bytes and latencies are not known by code: with this they are left out. */
  codes?: Array<DecisionCode> | null | undefined;
  /** Exactly as they were reported. */
  endpoints?: Array<string> | null | undefined;
  /** Of the keys, such as `production`; at most 100. */
  environments?: Array<string> | null | undefined;
  keyIds?: Array<string> | null | undefined;
  /** Keys that have this value there. */
  metadata?: KeyMetadataCriterion | null | undefined;
  /** People who own the keys. */
  ownerIds?: Array<string> | null | undefined;
  serverIds?: Array<string> | null | undefined;
};

/** Whose usage is told apart. */
export type UsageOwnerDimension =
  | 'KEY'
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

export type SignUpMutationVariables = Exact<{
  email: string;
  name: string;
  password: string;
}>;


export type SignUpMutation = { signUp:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SignUpSuccess', token: string, expiresAt: string, user: { id: string, email: string, name: string } }
   };

export type SignInMutationVariables = Exact<{
  email: string;
  password: string;
}>;


export type SignInMutation = { signIn:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SignInSuccess', token: string, expiresAt: string, user: { id: string, email: string, name: string } }
   };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SignOutSuccess', signedOut: boolean }
   };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { id: string, email: string, name: string, workspaces: Array<{ id: string, name: string, role: Role }> } };

export type CreateWorkspaceMutationVariables = Exact<{
  name: string;
}>;


export type CreateWorkspaceMutation = { createWorkspace:
    | { __typename: 'CreateWorkspaceSuccess', workspace: { id: string, name: string, createdAt: string } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type CreateServerMutationVariables = Exact<{
  workspaceId: string;
  slug: string;
  name: string;
  scopes?: Array<string> | string | null | undefined;
}>;


export type CreateServerMutation = { createServer:
    | { __typename: 'CreateServerSuccess', propagation: Propagation, server: { id: string, slug: string, name: string, environment: string, status: ServerStatus, scopes: Array<string> } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type ServersQueryVariables = Exact<{
  workspaceId: string;
}>;


export type ServersQuery = { servers: Array<{ id: string, slug: string }> };

export type CreateKeyMutationVariables = Exact<{
  workspaceId: string;
  name: string;
  description?: string | null | undefined;
  environment?: string | null | undefined;
  serverIds?: Array<string> | string | null | undefined;
  scopes?: Array<string> | string | null | undefined;
  expiresAt?: string | null | undefined;
  expiresInDays?: number | null | undefined;
  rateLimit?: RateLimitInput | null | undefined;
  quota?: QuotaInput | null | undefined;
  concurrencyLimit?: number | null | undefined;
  metadata?: unknown;
}>;


export type CreateKeyMutation = { createApiKey:
    | { __typename: 'CreateApiKeySuccess', secret: string, warning: string, key: { id: string, prefix: string, lastFour: string, scopes: Array<string>, createdAt: string, expiresAt: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type KeysQueryVariables = Exact<{
  workspaceId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type KeysQuery = { keys: { edges: Array<{ cursor: string, node: { id: string, name: string, description: string | null, prefix: string, lastFour: string, environment: string, scopes: Array<string>, allServers: boolean, serverCount: number, status: KeyStatus, metadata: unknown, createdAt: string, lastUsedAt: string | null, expiresAt: string | null, revokedAt: string | null, servers: Array<{ slug: string }>, owner: { id: string, name: string, email: string }, rateLimit: { limit: number, windowSeconds: number } | null } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, endCursor: string | null } } };

export type RevokeKeyMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
}>;


export type RevokeKeyMutation = { revokeApiKey:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RevokeApiKeySuccess', propagation: Propagation, key: { id: string, status: KeyStatus, revokedAt: string | null } }
   };

export type CreateAccessTokenMutationVariables = Exact<{
  workspaceId: string;
  kind: AccessTokenKind;
  name: string;
  expiresInDays?: number | null | undefined;
}>;


export type CreateAccessTokenMutation = { createAccessToken:
    | { __typename: 'CreateAccessTokenSuccess', secret: string, warning: string, accessToken: { id: string, kind: AccessTokenKind, name: string, expiresAt: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type CreateWebhookEndpointMutationVariables = Exact<{
  workspaceId: string;
  url: string;
  description?: string | null | undefined;
}>;


export type CreateWebhookEndpointMutation = { createWebhookEndpoint:
    | { __typename: 'CreateWebhookEndpointSuccess', secret: string, warning: string, endpoint: { id: string, url: string, description: string | null, disabledAt: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type WebhookEndpointsQueryVariables = Exact<{
  workspaceId: string;
}>;


export type WebhookEndpointsQuery = { webhookEndpoints: Array<{ id: string, url: string }> };

export type AuditLogQueryVariables = Exact<{
  workspaceId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditLogQuery = { auditLog: { edges: Array<{ node: { id: string, action: string, actorId: string | null, targetType: string, targetId: string, ip: string | null, detail: unknown, at: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AlertsQueryVariables = Exact<{
  workspaceId: string;
  state?: AlertState | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AlertsQuery = { alerts: { edges: Array<{ node: { id: string, kind: string, severity: Severity, state: AlertState, sentence: string, observed: number, expected: number, since: string, openedAt: string, key: { id: string, name: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type UsageQueryVariables = Exact<{
  workspaceId: string;
  from: string;
  to: string;
  granularity: Granularity;
  filter?: UsageFilter | null | undefined;
  groupBy?: Array<UsageDimension> | UsageDimension | null | undefined;
  metadata?: string | null | undefined;
  top?: number | null | undefined;
  timeZone?: string | null | undefined;
  compare?: boolean | null | undefined;
}>;


export type UsageQuery = { usage: { from: string, to: string, completeThrough: string | null, lostEvents: number, groupsLeftOut: number, previous: { from: string, to: string, totals: { requests: number, errorRate: number, p50Ms: number | null } } | null, totals: { requests: number, denied: number, clientErrors: number, serverErrors: number, errorRate: number, bytes: number, p50Ms: number | null, p95Ms: number | null, p99Ms: number | null }, groups: Array<{ keyId: string | null, serverId: string | null, endpoint: string | null, code: DecisionCode | null, environment: string | null, ownerId: string | null, metadata: string | null, rest: boolean, key: { id: string, name: string } | null, server: { slug: string } | null, owner: { name: string } | null, previous: { requests: number, p50Ms: number | null } | null, totals: { requests: number, denied: number, clientErrors: number, serverErrors: number, bytes: number, p50Ms: number | null }, series: Array<{ at: string, requests: number, denied: number, clientErrors: number, serverErrors: number, bytes: number }> }> } };

export type DetectorDryRunQueryVariables = Exact<{
  workspaceId: string;
  from: string;
  to: string;
  keyIds?: Array<string> | string | null | undefined;
}>;


export type DetectorDryRunQuery = { detectorDryRun: Array<{ keyId: string, phase: DetectorPhase, findingsLeftOut: number, key: { name: string }, findings: Array<{ kind: string, severity: Severity, since: string, minute: string, observed: number, expected: number, lower: number, upper: number, score: number, sentence: string }> }> };

export type DeniedBreakdownQueryVariables = Exact<{
  workspaceId: string;
  from: string;
  to: string;
  filter?: UsageFilter | null | undefined;
  by: UsageOwnerDimension;
  top: number;
}>;


export type DeniedBreakdownQuery = { deniedBreakdown: { from: string, to: string, completeThrough: string | null, requests: number, codes: Array<{ code: DecisionCode, requests: number }>, groups: Array<{ group: { keyId: string | null, serverId: string | null, rest: boolean, totals: { requests: number }, server: { slug: string } | null }, codes: Array<{ code: DecisionCode, requests: number }> }> } };

export type EndpointPatternsQueryVariables = Exact<{
  workspaceId: string;
  from: string;
  to: string;
  filter?: UsageFilter | null | undefined;
  by: UsageOwnerDimension;
  endpoints: number;
}>;


export type EndpointPatternsQuery = { endpointPatterns: { from: string, to: string, completeThrough: string | null, groups: Array<{ group: { keyId: string | null, serverId: string | null, totals: { requests: number } }, endpoints: Array<{ endpoint: string, share: number, totals: { requests: number, errorRate: number, p95Ms: number | null } }> }> } };

export type KeySourcesQueryVariables = Exact<{
  workspaceId: string;
  keyId: string;
  kind?: SourceKind | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type KeySourcesQuery = { sources: { edges: Array<{ cursor: string, node: { kind: SourceKind, value: string, firstSeenAt: string, lastSeenAt: string, requests: number, days: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AlertListQueryVariables = Exact<{
  workspaceId: string;
  filter?: AlertFilter | null | undefined;
}>;


export type AlertListQuery = { alerts: { edges: Array<{ node: { id: string, sentence: string, state: AlertState } }> } };

export type AlertCountsQueryVariables = Exact<{
  workspaceId: string;
  filter?: AlertFilter | null | undefined;
}>;


export type AlertCountsQuery = { alertCounts: Array<{ state: AlertState, severity: Severity, count: number }> };

export type AlertDetailQueryVariables = Exact<{
  workspaceId: string;
  id: string;
}>;


export type AlertDetailQuery = { alert: { id: string, state: AlertState, kind: string, verdict: AlertVerdict | null, resolution: AlertResolution | null, assignee: { name: string } | null, key: { name: string, deletedAt: string | null } | null, history: Array<{ change: AlertChange, comment: string | null, verdict: AlertVerdict | null, severity: Severity | null, actor: { name: string } | null, assignee: { name: string } | null }>, comments: Array<{ comment: string | null, actor: { name: string } | null }> } };

export type AlertDeliveriesQueryVariables = Exact<{
  workspaceId: string;
  id: string;
}>;


export type AlertDeliveriesQuery = { alert: { id: string, deliveries: Array<{ eventType: string, state: DeliveryState, endpoint: { url: string }, attempts: Array<{ status: number | null }> }> | null } };

export type AlertDryRunQueryVariables = Exact<{
  workspaceId: string;
  days?: number | null | undefined;
  sensitivity?: Sensitivity | null | undefined;
  thresholds?: Array<ThresholdRuleInput> | ThresholdRuleInput | null | undefined;
  keyIds?: Array<string> | string | null | undefined;
}>;


export type AlertDryRunQuery = { alertDryRun: { from: string, to: string, exact: boolean, keysLeftOut: number, keys: Array<{ sensitivity: Sensitivity, phase: DetectorPhase, judgedFrom: string | null, alertsLeftOut: number, key: { name: string }, alerts: Array<{ kind: string, threshold: number | null, severity: Severity, minutes: number, sentence: string }> }> } };

export type AlertChartQueryVariables = Exact<{
  workspaceId: string;
  alertId: string;
}>;


export type AlertChartQuery = { alertChart: { from: string, to: string, complete: boolean, band: { measure: AlertMeasure, expected: number, lower: number, upper: number } | null, points: Array<{ at: string, requests: number, errors: number, denied: number, distinctIps: number, observed: number | null, expected: number | null, lower: number | null, upper: number | null }> } };

export type ExpectedUsageQueryVariables = Exact<{
  workspaceId: string;
  keyId: string;
  from: string;
  to: string;
}>;


export type ExpectedUsageQuery = { expectedUsage: { keyId: string, from: string, to: string, completeThrough: string | null, sensitivity: Sensitivity, phase: DetectorPhase, key: { name: string }, points: Array<{ at: string, requests: number, errors: number, denied: number, expected: number | null, lower: number | null, upper: number | null }> } };

export type AcknowledgeAlertsMutationVariables = Exact<{
  workspaceId: string;
  alertIds: Array<string> | string;
}>;


export type AcknowledgeAlertsMutation = { acknowledgeAlerts:
    | { __typename: 'AcknowledgeAlertsSuccess', results: Array<{ alertId: string, changed: boolean, refusal: { code: RefusalCode, message: string } | null }>, alerts: Array<{ id: string, state: AlertState, acknowledgedAt: string | null }> }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type ResolveAlertsMutationVariables = Exact<{
  workspaceId: string;
  alertIds: Array<string> | string;
  verdict?: AlertVerdict | null | undefined;
  comment?: string | null | undefined;
}>;


export type ResolveAlertsMutation = { resolveAlerts:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'ResolveAlertsSuccess', results: Array<{ alertId: string, changed: boolean, refusal: { code: RefusalCode } | null }>, alerts: Array<{ id: string, state: AlertState, verdict: AlertVerdict | null, resolution: AlertResolution | null }> }
   };

export type ReopenAlertsMutationVariables = Exact<{
  workspaceId: string;
  alertIds: Array<string> | string;
}>;


export type ReopenAlertsMutation = { reopenAlerts:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'ReopenAlertsSuccess', results: Array<{ alertId: string, changed: boolean, refusal: { code: RefusalCode, message: string } | null }>, alerts: Array<{ id: string, state: AlertState, verdict: AlertVerdict | null }> }
   };

export type AssignAlertsMutationVariables = Exact<{
  workspaceId: string;
  alertIds: Array<string> | string;
  userId?: string | null | undefined;
}>;


export type AssignAlertsMutation = { assignAlerts:
    | { __typename: 'AssignAlertsSuccess', results: Array<{ changed: boolean, refusal: { code: RefusalCode } | null }>, alerts: Array<{ assignee: { name: string } | null }> }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type CommentOnAlertMutationVariables = Exact<{
  workspaceId: string;
  alertId: string;
  text: string;
}>;


export type CommentOnAlertMutation = { commentOnAlert:
    | { __typename: 'CommentOnAlertSuccess', alert: { comments: Array<{ comment: string | null }> } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type CreateMuteMutationVariables = Exact<{
  workspaceId: string;
  keyId?: string | null | undefined;
  serverId?: string | null | undefined;
  kinds?: Array<string> | string | null | undefined;
  reason: string;
  from?: string | null | undefined;
  until: string;
  weekly?: boolean | null | undefined;
  timeZone?: string | null | undefined;
  repeatsUntil?: string | null | undefined;
}>;


export type CreateMuteMutation = { createMute:
    | { __typename: 'CreateMuteSuccess', mute: { id: string, kinds: Array<string>, active: boolean, over: boolean, key: { id: string } | null, server: { id: string } | null, createdBy: { name: string } | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type EndMuteMutationVariables = Exact<{
  workspaceId: string;
  muteId: string;
}>;


export type EndMuteMutation = { endMute:
    | { __typename: 'EndMuteSuccess', mute: { id: string, active: boolean, over: boolean, endedAt: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type MutesQueryVariables = Exact<{
  workspaceId: string;
  ended?: boolean | null | undefined;
}>;


export type MutesQuery = { mutes: { edges: Array<{ node: { id: string, reason: string, active: boolean, over: boolean } }> } };

export type SetSensitivityMutationVariables = Exact<{
  workspaceId: string;
  keyId?: string | null | undefined;
  serverId?: string | null | undefined;
  sensitivity?: Sensitivity | null | undefined;
}>;


export type SetSensitivityMutation = { setSensitivity:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SetSensitivitySuccess', key: { sensitivity: Sensitivity | null } | null, server: { sensitivity: Sensitivity | null } | null, workspace: { sensitivity: Sensitivity | null } }
   };

export type KeySensitivitiesQueryVariables = Exact<{
  workspaceId: string;
}>;


export type KeySensitivitiesQuery = { keys: { edges: Array<{ node: { name: string, effectiveSensitivity: { sensitivity: Sensitivity, setOn: SensitivitySource } } }> } };

export type CreateThresholdMutationVariables = Exact<{
  workspaceId: string;
  keyId?: string | null | undefined;
  serverId?: string | null | undefined;
  name: string;
  metric: ThresholdMetric;
  limit: number;
  requestsMin?: number | null | undefined;
  severity?: Severity | null | undefined;
}>;


export type CreateThresholdMutation = { createThreshold:
    | { __typename: 'CreateThresholdSuccess', threshold: { id: string, metric: ThresholdMetric, limit: number, requestsMin: number, severity: Severity, key: { id: string } | null, server: { id: string } | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type UpdateThresholdMutationVariables = Exact<{
  workspaceId: string;
  thresholdId: string;
  name?: string | null | undefined;
  limit?: number | null | undefined;
  requestsMin?: number | null | undefined;
  severity?: Severity | null | undefined;
}>;


export type UpdateThresholdMutation = { updateThreshold:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'UpdateThresholdSuccess', threshold: { id: string, name: string, metric: ThresholdMetric, limit: number, requestsMin: number, severity: Severity } }
   };

export type DeleteThresholdMutationVariables = Exact<{
  workspaceId: string;
  thresholdId: string;
}>;


export type DeleteThresholdMutation = { deleteThreshold:
    | { __typename: 'DeleteThresholdSuccess', deletedThresholdId: string }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type ThresholdsQueryVariables = Exact<{
  workspaceId: string;
}>;


export type ThresholdsQuery = { thresholds: Array<{ id: string, name: string }> };

export type ContainKeyMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
  step: Restriction;
  minutes?: number | null | undefined;
  reason?: string | null | undefined;
  alertId?: string | null | undefined;
  throttle?: ContainmentThrottleInput | null | undefined;
  readScopes?: Array<string> | string | null | undefined;
}>;


export type ContainKeyMutation = { containApiKey:
    | { __typename: 'ContainApiKeySuccess', propagation: Propagation, key: { id: string, status: KeyStatus, containment: { id: string, step: Restriction, since: string, until: string | null, reason: string | null, by: ContainedBy, byUser: { id: string } | null, alert: { id: string } | null, throttle: { percent: number | null, perMinute: number | null } | null } | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type UndoContainmentMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
  all?: boolean | null | undefined;
}>;


export type UndoContainmentMutation = { undoContainment:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'UndoContainmentSuccess', propagation: Propagation, key: { id: string, status: KeyStatus, suspendedAt: string | null, containment: { id: string, step: Restriction } | null } }
   };

export type SetPolicyMutationVariables = Exact<{
  workspaceId: string;
  serverId?: string | null | undefined;
  keyId?: string | null | undefined;
  policy?: ContainmentPolicyInput | null | undefined;
}>;


export type SetPolicyMutation = { setContainmentPolicy:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SetContainmentPolicySuccess', policy: { readScopes: Array<string>, rules: Array<{ kinds: Array<string>, severity: Severity, score: number, step: ContainmentStep, automatic: boolean, minutes: number | null }>, throttle: { percent: number | null, perMinute: number | null } } | null }
   };

export type PoliciesQueryVariables = Exact<{
  workspaceId: string;
}>;


export type PoliciesQuery = { containmentPolicies: Array<{ id: string, key: { id: string } | null, server: { id: string } | null, rules: Array<{ step: ContainmentStep }> }> };

export type ContainmentsQueryVariables = Exact<{
  workspaceId: string;
  keyId?: string | null | undefined;
  active?: boolean | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ContainmentsQuery = { containments: { edges: Array<{ node: { id: string, step: Restriction, by: ContainedBy, reason: string | null, until: string | null, endedAt: string | null, end: ContainmentEnd | null, key: { id: string, name: string }, endedBy: { id: string } | null, alert: { id: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type HaltsQueryVariables = Exact<{
  workspaceId: string;
  open?: boolean | null | undefined;
}>;


export type HaltsQuery = { containmentHalts: Array<{ id: string, containedKeys: number, keysMax: number, activeKeys: number, keyId: string, releasedAt: string | null }> };

export type ReleaseContainmentMutationVariables = Exact<{
  workspaceId: string;
  haltId: string;
}>;


export type ReleaseContainmentMutation = { releaseContainment:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'ReleaseContainmentSuccess', halt: { id: string, releasedAt: string | null } }
   };

export type ContainmentDryRunQueryVariables = Exact<{
  workspaceId: string;
  policy: ContainmentPolicyInput;
  serverId?: string | null | undefined;
  keyId?: string | null | undefined;
}>;


export type ContainmentDryRunQuery = { containmentDryRun: { haltedAt: string | null, alertsLookedAt: number, truncated: boolean, containments: Array<{ keyId: string, alertId: string, step: Restriction, at: string, until: string | null, key: { name: string } }> } };

export type ImportKeysMutationVariables = Exact<{
  workspaceId: string;
  format: ImportFormat;
  data: string;
  dryRun?: boolean | null | undefined;
}>;


export type ImportKeysMutation = { importApiKeys:
    | { __typename: 'ImportApiKeysSuccess', imported: number, refused: number, rows: Array<{ row: number, keyId: string | null, refusal: { code: RefusalCode, message: string } | null }> }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type KeyListQueryVariables = Exact<{
  workspaceId: string;
  filter?: KeyFilterInput | null | undefined;
  sort?: KeySort | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  counted?: boolean | null | undefined;
}>;


export type KeyListQuery = { keys: { totalCount?: number, edges: Array<{ cursor: string, node: { id: string, name: string } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type KeyTableQueryVariables = Exact<{
  workspaceId: string;
  first?: number | null | undefined;
}>;


export type KeyTableQuery = { keys: { totalCount: number, edges: Array<{ node: { id: string, name: string, status: KeyStatus, serverCount: number, lastUsedAt: string | null, rotationDueAt: string, hasFullAccess: boolean, warnings: Array<string>, servers: Array<{ slug: string }>, owner: { name: string }, reminders: Array<{ kind: KeyReminderKind, at: string }>, containment: { step: Restriction, since: string, until: string | null, alert: { id: string } | null } | null } }> } };

export type KeyDetailQueryVariables = Exact<{
  workspaceId: string;
  id: string;
}>;


export type KeyDetailQuery = { key: { id: string, name: string, createdAt: string, rotationDueAt: string, hasFullAccess: boolean, warnings: Array<string>, owner: { id: string }, reminders: Array<{ kind: KeyReminderKind, at: string }> } };

export type MakeKeyMutationVariables = Exact<{
  workspaceId: string;
  name: string;
  ownerId?: string | null | undefined;
  environment?: string | null | undefined;
  serverIds?: Array<string> | string | null | undefined;
  scopes?: Array<string> | string | null | undefined;
  expiresInDays?: number | null | undefined;
  rateLimit?: RateLimitInput | null | undefined;
  quota?: QuotaInput | null | undefined;
  concurrencyLimit?: number | null | undefined;
  allowCidrs?: Array<string> | string | null | undefined;
  requiresSignature?: boolean | null | undefined;
  signingSecret?: boolean | null | undefined;
  recoverable?: boolean | null | undefined;
  format?: string | null | undefined;
  metadata?: unknown;
}>;


export type MakeKeyMutation = { createApiKey:
    | { __typename: 'CreateApiKeySuccess', secret: string, signingSecret: string | null, warning: string, warnings: Array<string>, key: { id: string, name: string, prefix: string, lastFour: string, scopes: Array<string>, allServers: boolean, environment: string, createdAt: string, expiresAt: string | null, allowCidrs: Array<string>, requiresSignature: boolean, hasSigningSecret: boolean, recoverable: boolean, concurrencyLimit: number | null, metadata: unknown, owner: { id: string }, servers: Array<{ slug: string }>, quota: { limit: number, refill: QuotaRefill } | null, rateLimit: { limit: number, windowSeconds: number } | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type UpdateKeyMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
  name?: string | null | undefined;
  description?: string | null | undefined;
  scopes?: Array<string> | string | null | undefined;
  serverIds?: Array<string> | string | null | undefined;
  allServers?: boolean | null | undefined;
  expiresAt?: string | null | undefined;
  expiresInDays?: number | null | undefined;
  rateLimit?: RateLimitInput | null | undefined;
  quota?: QuotaInput | null | undefined;
  concurrencyLimit?: number | null | undefined;
  allowCidrs?: Array<string> | string | null | undefined;
  requiresSignature?: boolean | null | undefined;
  metadata?: unknown;
  setMetadata?: Array<MetadataAtInput> | MetadataAtInput | null | undefined;
  unsetMetadata?: Array<Array<string> | string> | Array<string> | string | null | undefined;
}>;


export type UpdateKeyMutation = { updateApiKey:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'UpdateApiKeySuccess', propagation: Propagation, key: { id: string, name: string, description: string | null, scopes: Array<string>, allServers: boolean, expiresAt: string | null, allowCidrs: Array<string>, requiresSignature: boolean, concurrencyLimit: number | null, metadata: unknown, servers: Array<{ slug: string }>, quota: { limit: number, refill: QuotaRefill } | null, rateLimit: { limit: number, windowSeconds: number } | null } }
   };

export type SuspendKeyMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
  reason?: string | null | undefined;
}>;


export type SuspendKeyMutation = { suspendApiKey:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SuspendApiKeySuccess', propagation: Propagation, key: { id: string, status: KeyStatus, suspendedAt: string | null } }
   };

export type ResumeKeyMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
}>;


export type ResumeKeyMutation = { resumeApiKey:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'ResumeApiKeySuccess', propagation: Propagation, key: { id: string, status: KeyStatus, suspendedAt: string | null } }
   };

export type DeleteKeyMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
}>;


export type DeleteKeyMutation = { deleteApiKey:
    | { __typename: 'DeleteApiKeySuccess', deletedKeyId: string, propagation: Propagation }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type RotateKeyMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
  graceSeconds?: number | null | undefined;
  expiresInDays?: number | null | undefined;
}>;


export type RotateKeyMutation = { rotateApiKey:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RotateApiKeySuccess', secret: string, signingSecret: string | null, warning: string, propagation: Propagation, key: { id: string, name: string, description: string | null, prefix: string, scopes: Array<string>, allServers: boolean, environment: string, createdAt: string, expiresAt: string | null, allowCidrs: Array<string>, metadata: unknown, recoverable: boolean, owner: { id: string }, servers: Array<{ slug: string }>, quota: { limit: number, refill: QuotaRefill } | null, rateLimit: { limit: number, windowSeconds: number } | null, rotatedFrom: { id: string, name: string } | null, lineage: Array<{ id: string, name: string, status: KeyStatus }> }, previous: { id: string, status: KeyStatus, expiresAt: string | null, revokedAt: string | null, rotatedTo: { id: string } | null, lineage: Array<{ id: string }> } }
   };

export type SetSigningSecretMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
  present?: boolean | null | undefined;
}>;


export type SetSigningSecretMutation = { setSigningSecret:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SetSigningSecretSuccess', signingSecret: string | null, propagation: Propagation, key: { id: string, requiresSignature: boolean, hasSigningSecret: boolean } }
   };

export type RevealKeyMutationVariables = Exact<{
  workspaceId: string;
  keyId: string;
}>;


export type RevealKeyMutation = { revealApiKey:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RevealApiKeySuccess', secret: string, key: { id: string } }
   };

export type KeysToRevokeQueryVariables = Exact<{
  workspaceId: string;
  filter: KeyRevocationFilter;
}>;


export type KeysToRevokeQuery = { apiKeysToRevoke: { count: number, token: string, sample: Array<{ id: string, name: string }> } };

export type RevokeKeysMutationVariables = Exact<{
  workspaceId: string;
  filter: KeyRevocationFilter;
  expectedCount: number;
  token?: string | null | undefined;
}>;


export type RevokeKeysMutation = { revokeApiKeys:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RevokeApiKeysSuccess', count: number, keyIds: Array<string>, propagation: Propagation }
   };

export type KeyLinesQueryVariables = Exact<{
  workspaceId: string;
}>;


export type KeyLinesQuery = { keys: { edges: Array<{ node: { id: string, rotatedFrom: { id: string } | null, rotatedTo: { id: string } | null, lineage: Array<{ id: string }> } }> } };

export type SetLeakActionMutationVariables = Exact<{
  workspaceId: string;
  action: LeakAction;
}>;


export type SetLeakActionMutation = { setLeakAction:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SetLeakActionSuccess', workspace: { id: string, leakAction: LeakAction } }
   };

export type LeaksQueryVariables = Exact<{
  workspaceId: string;
}>;


export type LeaksQuery = { leaks: Array<{ reporter: string, source: string, url: string | null, action: LeakAction | null, key: { name: string } }> };

export type LeakPatternsQueryVariables = Exact<{
  workspaceId: string;
}>;


export type LeakPatternsQuery = { leakPatterns: Array<{ id: string, format: string, regex: string, standaloneRegex: string, keyword: string, examples: Array<string>, nearMisses: Array<string> }> };

export type MembersQueryVariables = Exact<{
  workspaceId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MembersQuery = { members: { edges: Array<{ node: { role: Role, allServers: boolean, createdAt: string, user: { id: string, email: string, name: string }, servers: Array<{ slug: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ChangeMemberRoleMutationVariables = Exact<{
  workspaceId: string;
  userId: string;
  role: Role;
}>;


export type ChangeMemberRoleMutation = { changeMemberRole:
    | { __typename: 'ChangeMemberRoleSuccess', propagation: Propagation, member: { role: Role, user: { id: string } } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type RemoveMemberMutationVariables = Exact<{
  workspaceId: string;
  userId: string;
}>;


export type RemoveMemberMutation = { removeMember:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RemoveMemberSuccess', userId: string, propagation: Propagation }
   };

export type LeaveWorkspaceMutationVariables = Exact<{
  workspaceId: string;
}>;


export type LeaveWorkspaceMutation = { leaveWorkspace:
    | { __typename: 'LeaveWorkspaceSuccess', userId: string, propagation: Propagation }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type TransferOwnershipMutationVariables = Exact<{
  workspaceId: string;
  userId: string;
}>;


export type TransferOwnershipMutation = { transferOwnership:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'TransferOwnershipSuccess', propagation: Propagation, member: { role: Role, user: { id: string } } }
   };

export type InviteMemberMutationVariables = Exact<{
  workspaceId: string;
  email: string;
  role: Role;
}>;


export type InviteMemberMutation = { inviteMember:
    | { __typename: 'InviteMemberSuccess', link: string, mail: MailOutcome, invitation: { id: string, email: string, role: Role, expiresAt: string, invitedBy: { id: string } } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type InvitationsQueryVariables = Exact<{
  workspaceId: string;
}>;


export type InvitationsQuery = { invitations: { edges: Array<{ node: { id: string, email: string, role: Role, invitedBy: { name: string } } }> } };

export type InvitationQueryVariables = Exact<{
  secret: string;
}>;


export type InvitationQuery = { invitation: { workspaceName: string, role: Role, email: string, inviterName: string, expiresAt: string } };

export type WithdrawInvitationMutationVariables = Exact<{
  workspaceId: string;
  invitationId: string;
}>;


export type WithdrawInvitationMutation = { withdrawInvitation:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'WithdrawInvitationSuccess', invitationId: string }
   };

export type AcceptInvitationMutationVariables = Exact<{
  secret: string;
}>;


export type AcceptInvitationMutation = { acceptInvitation:
    | { __typename: 'AcceptInvitationSuccess', role: Role, propagation: Propagation, workspace: { id: string, name: string, memberCount: number } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type AcceptInvitationAsNewUserMutationVariables = Exact<{
  secret: string;
  name: string;
  password: string;
}>;


export type AcceptInvitationAsNewUserMutation = { acceptInvitationAsNewUser:
    | { __typename: 'AcceptInvitationAsNewUserSuccess', token: string, expiresAt: string, workspaceId: string, role: Role, user: { id: string, email: string, name: string } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type SessionsQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionsQuery = { sessions: Array<{ id: string, createdAt: string, lastUsedAt: string | null, expiresAt: string | null, ip: string | null, userAgent: string | null, current: boolean }> };

export type RevokeSessionMutationVariables = Exact<{
  sessionId: string;
}>;


export type RevokeSessionMutation = { revokeSession:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RevokeSessionSuccess', sessionId: string }
   };

export type RevokeOtherSessionsMutationVariables = Exact<{ [key: string]: never; }>;


export type RevokeOtherSessionsMutation = { revokeOtherSessions:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RevokeOtherSessionsSuccess', endedSessions: number }
   };

export type ChangePasswordMutationVariables = Exact<{
  currentPassword: string;
  newPassword: string;
}>;


export type ChangePasswordMutation = { changePassword:
    | { __typename: 'ChangePasswordSuccess', endedSessions: number }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type SignInWithCodeMutationVariables = Exact<{
  email: string;
  password: string;
  code?: string | null | undefined;
}>;


export type SignInWithCodeMutation = { signIn:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SignInSuccess', token: string }
   };

export type StartSecondFactorMutationVariables = Exact<{
  password: string;
}>;


export type StartSecondFactorMutation = { startSecondFactor:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'StartSecondFactorSuccess', secret: string, uri: string }
   };

export type ConfirmSecondFactorMutationVariables = Exact<{
  code: string;
}>;


export type ConfirmSecondFactorMutation = { confirmSecondFactor:
    | { __typename: 'ConfirmSecondFactorSuccess', recoveryCodes: Array<string>, endedSessions: number }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type DisableSecondFactorMutationVariables = Exact<{
  password: string;
  code: string;
}>;


export type DisableSecondFactorMutation = { disableSecondFactor:
    | { __typename: 'DisableSecondFactorSuccess', disabled: boolean }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type RenewRecoveryCodesMutationVariables = Exact<{
  password: string;
  code: string;
}>;


export type RenewRecoveryCodesMutation = { renewRecoveryCodes:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RenewRecoveryCodesSuccess', recoveryCodes: Array<string> }
   };

export type ViewerSecurityQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerSecurityQuery = { viewer: { secondFactor: boolean, recoveryCodesLeft: number, operator: boolean } };

export type UpdateProfileMutationVariables = Exact<{
  name: string;
}>;


export type UpdateProfileMutation = { updateProfile:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'UpdateProfileSuccess', user: { id: string, name: string, email: string } }
   };

export type MakeTokenMutationVariables = Exact<{
  workspaceId: string;
  kind: AccessTokenKind;
  name: string;
  scopes?: Array<string> | string | null | undefined;
  expiresAt?: string | null | undefined;
  expiresInDays?: number | null | undefined;
}>;


export type MakeTokenMutation = { createAccessToken:
    | { __typename: 'CreateAccessTokenSuccess', secret: string, warning: string, accessToken: { id: string, kind: AccessTokenKind, name: string, scopes: Array<string>, expiresAt: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type RevokeTokenMutationVariables = Exact<{
  workspaceId: string;
  accessTokenId: string;
}>;


export type RevokeTokenMutation = { revokeAccessToken:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RevokeAccessTokenSuccess', accessTokenId: string }
   };

export type AccessTokensQueryVariables = Exact<{
  workspaceId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AccessTokensQuery = { accessTokens: { edges: Array<{ node: { id: string, kind: AccessTokenKind, name: string, scopes: Array<string>, restricted: boolean, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, createdBy: { id: string, name: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type FilteredAuditLogQueryVariables = Exact<{
  workspaceId: string;
  filter?: AuditLogFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type FilteredAuditLogQuery = { auditLog: { edges: Array<{ node: { id: string, at: string, action: string, actorId: string | null, tokenId: string | null, targetType: string, targetId: string, ip: string | null, detail: unknown, before: unknown, after: unknown, actor: { id: string, name: string, email: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AlertKindsQueryVariables = Exact<{ [key: string]: never; }>;


export type AlertKindsQuery = { alertKinds: Array<{ kind: string, title: string, description: string, advice: string, figures: AlertFigure, unit: string | null, severity: Severity | null }> };

export type TokenScopesQueryVariables = Exact<{ [key: string]: never; }>;


export type TokenScopesQuery = { tokenScopes: Array<{ scope: string, description: string, kinds: Array<AccessTokenKind> }> };

export type PolicyReplayQueryVariables = Exact<{
  workspaceId: string;
  policy: PolicyInput;
  keyIds?: Array<string> | string | null | undefined;
  filter?: KeyFilterInput | null | undefined;
  days?: number;
}>;


export type PolicyReplayQuery = { policyReplay: { from: string, to: string, completeThrough: string | null, keysLeftOut: boolean, total: { requests: number, letThrough: number, rejectedAtLeast: number, rejectedAtMost: number, exact: boolean, reasons: Array<{ code: PolicyReplayReasonCode, sentence: string }> }, keys: Array<{ keyId: string, key: { name: string }, counts: { requests: number, letThrough: number, rejectedAtLeast: number, rejectedAtMost: number, exact: boolean, reasons: Array<{ code: PolicyReplayReasonCode }> } }> } };

export type SuggestionsQueryVariables = Exact<{
  workspaceId: string;
  unusedDays?: number;
}>;


export type SuggestionsQuery = { suggestions: Array<{ kind: SuggestionKind, keyId: string, sentence: string, key: { name: string }, server: { slug: string } | null }> };

export type MakeServerMutationVariables = Exact<{
  workspaceId: string;
  slug: string;
  name: string;
  environment?: string | null | undefined;
  scopes?: Array<string> | string | null | undefined;
  description?: string | null | undefined;
  status?: ServerStatus | null | undefined;
  upstream?: string | null | undefined;
  errorDialect?: ErrorDialect | null | undefined;
  scopeImplications?: Array<ScopeImplicationInput> | ScopeImplicationInput | null | undefined;
  defaultScopes?: Array<string> | string | null | undefined;
  ratePerMinute?: number | null | undefined;
  burst?: number | null | undefined;
  keyFormat?: string | null | undefined;
  recoverableKeys?: boolean | null | undefined;
}>;


export type MakeServerMutation = { createServer:
    | { __typename: 'CreateServerSuccess', propagation: Propagation, server: { id: string, slug: string } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type UpdateServerMutationVariables = Exact<{
  workspaceId: string;
  serverId: string;
  slug?: string | null | undefined;
  name?: string | null | undefined;
  environment?: string | null | undefined;
  scopes?: Array<string> | string | null | undefined;
  description?: string | null | undefined;
  status?: ServerStatus | null | undefined;
  upstream?: string | null | undefined;
  errorDialect?: ErrorDialect | null | undefined;
  scopeImplications?: Array<ScopeImplicationInput> | ScopeImplicationInput | null | undefined;
  defaultScopes?: Array<string> | string | null | undefined;
  ratePerMinute?: number | null | undefined;
  burst?: number | null | undefined;
  keyFormat?: string | null | undefined;
  recoverableKeys?: boolean | null | undefined;
}>;


export type UpdateServerMutation = { updateServer:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'UpdateServerSuccess', propagation: Propagation, server: { id: string, slug: string, name: string, description: string | null, upstream: string | null, ratePerMinute: number | null, burst: number | null } }
   };

export type DeleteServerMutationVariables = Exact<{
  workspaceId: string;
  serverId: string;
  confirmSlug: string;
}>;


export type DeleteServerMutation = { deleteServer:
    | { __typename: 'DeleteServerSuccess', serverId: string, propagation: Propagation }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type ServerQueryVariables = Exact<{
  workspaceId: string;
  id: string;
}>;


export type ServerQuery = { server: { id: string, slug: string, name: string, description: string | null, environment: string, status: ServerStatus, upstream: string | null, errorDialect: ErrorDialect, scopes: Array<string>, defaultScopes: Array<string>, ratePerMinute: number | null, keyFormat: string | null, recoverableKeys: boolean, keyCount: number, scopeCatalogue: Array<{ name: string, implies: Array<string>, implied: Array<string> }> } };

export type ServerCountsQueryVariables = Exact<{
  workspaceId: string;
}>;


export type ServerCountsQuery = { servers: Array<{ id: string, slug: string, keyCount: number }> };

export type SetMemberServersMutationVariables = Exact<{
  workspaceId: string;
  userId: string;
  serverIds?: Array<string> | string | null | undefined;
}>;


export type SetMemberServersMutation = { setMemberServers:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SetMemberServersSuccess', propagation: Propagation, member: { userId: string, allServers: boolean, servers: Array<{ slug: string }> } }
   };

export type KeyLimitsQueryVariables = Exact<{
  workspaceId: string;
  serverId?: string | null | undefined;
  first?: number | null | undefined;
}>;


export type KeyLimitsQuery = { keys: { edges: Array<{ node: { id: string, servers: Array<{ slug: string, keyCount: number, scopeCatalogue: Array<{ name: string }> }>, general: { value: number, windowSeconds: number, burst: number | null, from: LimitSource }, there: { value: number, windowSeconds: number, burst: number | null, from: LimitSource } } }> } };

export type MakeEndpointMutationVariables = Exact<{
  workspaceId: string;
  url: string;
  format?: WebhookFormat | null | undefined;
  ordered?: boolean | null | undefined;
  eventTypes?: Array<string> | string | null | undefined;
  alertKinds?: Array<string> | string | null | undefined;
  severityMin?: Severity | null | undefined;
  serverIds?: Array<string> | string | null | undefined;
  metadata?: unknown;
  routingKey?: string | null | undefined;
}>;


export type MakeEndpointMutation = { createWebhookEndpoint:
    | { __typename: 'CreateWebhookEndpointSuccess', secret: string, endpoint: { id: string, url: string, format: WebhookFormat, ordered: boolean, publicKey: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type ChangeEndpointMutationVariables = Exact<{
  workspaceId: string;
  endpointId: string;
  url?: string | null | undefined;
  description?: string | null | undefined;
  eventTypes?: Array<string> | string | null | undefined;
  severityMin?: Severity | null | undefined;
  routingKey?: string | null | undefined;
}>;


export type ChangeEndpointMutation = { updateWebhookEndpoint:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'UpdateWebhookEndpointSuccess', endpoint: { id: string, url: string, description: string | null, eventTypes: Array<string>, severityMin: Severity | null } }
   };

export type RotateSecretMutationVariables = Exact<{
  workspaceId: string;
  endpointId: string;
  graceHours?: number | null | undefined;
}>;


export type RotateSecretMutation = { rotateWebhookSecret:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'RotateWebhookSecretSuccess', secret: string, endpoint: { publicKey: string | null, previousPublicKey: string | null, previousUntil: string | null } }
   };

export type SendTestEventMutationVariables = Exact<{
  workspaceId: string;
  endpointId: string;
}>;


export type SendTestEventMutation = { sendTestEvent:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SendTestEventSuccess', delivery: { id: string, state: DeliveryState } }
   };

export type RedeliverMutationVariables = Exact<{
  workspaceId: string;
  deliveryId: string;
}>;


export type RedeliverMutation = { redeliver:
    | { __typename: 'RedeliverSuccess', delivery: { id: string, state: DeliveryState } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type RedeliverFailedMutationVariables = Exact<{
  workspaceId: string;
  endpointId: string;
  since: string;
}>;


export type RedeliverFailedMutation = { redeliverFailed:
    | { __typename: 'RedeliverFailedSuccess', deliveries: number }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type EnableEndpointMutationVariables = Exact<{
  workspaceId: string;
  endpointId: string;
}>;


export type EnableEndpointMutation = { enableWebhookEndpoint:
    | { __typename: 'EnableWebhookEndpointSuccess', endpoint: { disabledAt: string | null, disabledBy: WebhookDisabledBy | null, failingSince: string | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type DisableEndpointMutationVariables = Exact<{
  workspaceId: string;
  endpointId: string;
}>;


export type DisableEndpointMutation = { disableWebhookEndpoint:
    | { __typename: 'DisableWebhookEndpointSuccess', endpoint: { disabledAt: string | null, disabledBy: WebhookDisabledBy | null } }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type DeleteEndpointMutationVariables = Exact<{
  workspaceId: string;
  endpointId: string;
}>;


export type DeleteEndpointMutation = { deleteWebhookEndpoint:
    | { __typename: 'DeleteWebhookEndpointSuccess', endpointId: string }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type DeliveriesQueryVariables = Exact<{
  workspaceId: string;
  endpointId?: string | null | undefined;
  state?: DeliveryState | null | undefined;
  eventType?: string | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DeliveriesQuery = { deliveries: { edges: Array<{ node: { id: string, eventType: string, state: DeliveryState, nextAttemptAt: string | null, createdAt: string, attempts: Array<{ status: number | null, error: string | null }>, endpoint: { id: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type EventTypesQueryVariables = Exact<{ [key: string]: never; }>;


export type EventTypesQuery = { webhookEventTypes: Array<{ name: string, description: string, schema: unknown }> };

export type WorkspaceDetailsQueryVariables = Exact<{
  id: string;
}>;


export type WorkspaceDetailsQuery = { workspace: { id: string, name: string, plan: Plan, ratePerMinute: number | null, keyFormat: string | null, memberCount: number, serverCount: number, keyCount: number } };

export type UpdateWorkspaceMutationVariables = Exact<{
  workspaceId: string;
  name?: string | null | undefined;
  keyFormat?: string | null | undefined;
}>;


export type UpdateWorkspaceMutation = { updateWorkspace:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'UpdateWorkspaceSuccess', workspace: { id: string, name: string, keyFormat: string | null } }
   };

export type DeleteWorkspaceMutationVariables = Exact<{
  workspaceId: string;
  confirmName: string;
}>;


export type DeleteWorkspaceMutation = { deleteWorkspace:
    | { __typename: 'DeleteWorkspaceSuccess', workspaceId: string, propagation: Propagation }
    | { __typename: 'Refusal', code: RefusalCode, message: string }
   };

export type SetWorkspacePlanMutationVariables = Exact<{
  workspaceId: string;
  plan: Plan;
  ratePerMinute?: number | null | undefined;
}>;


export type SetWorkspacePlanMutation = { setWorkspacePlan:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SetWorkspacePlanSuccess', workspaceId: string, name: string, plan: Plan, ratePerMinute: number | null, propagation: Propagation }
   };

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

export const SignUpDocument = new TypedDocumentString(`
    mutation SignUp($email: String!, $name: String!, $password: String!) {
  signUp(email: $email, name: $name, password: $password) {
    __typename
    ... on SignUpSuccess {
      user {
        id
        email
        name
      }
      token
      expiresAt
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SignUpMutation, SignUpMutationVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($email: String!, $password: String!) {
  signIn(email: $email, password: $password) {
    __typename
    ... on SignInSuccess {
      user {
        id
        email
        name
      }
      token
      expiresAt
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut {
  signOut {
    __typename
    ... on SignOutSuccess {
      signedOut
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    id
    email
    name
    workspaces {
      id
      name
      role
    }
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const CreateWorkspaceDocument = new TypedDocumentString(`
    mutation CreateWorkspace($name: String!) {
  createWorkspace(name: $name) {
    __typename
    ... on CreateWorkspaceSuccess {
      workspace {
        id
        name
        createdAt
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateWorkspaceMutation, CreateWorkspaceMutationVariables>;
export const CreateServerDocument = new TypedDocumentString(`
    mutation CreateServer($workspaceId: ID!, $slug: String!, $name: String!, $scopes: [String!]) {
  createServer(
    workspaceId: $workspaceId
    slug: $slug
    name: $name
    scopes: $scopes
  ) {
    __typename
    ... on CreateServerSuccess {
      server {
        id
        slug
        name
        environment
        status
        scopes
      }
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateServerMutation, CreateServerMutationVariables>;
export const ServersDocument = new TypedDocumentString(`
    query Servers($workspaceId: ID!) {
  servers(workspaceId: $workspaceId) {
    id
    slug
  }
}
    `) as unknown as TypedDocumentString<ServersQuery, ServersQueryVariables>;
export const CreateKeyDocument = new TypedDocumentString(`
    mutation CreateKey($workspaceId: ID!, $name: String!, $description: String, $environment: String, $serverIds: [ID!], $scopes: [String!], $expiresAt: DateTime, $expiresInDays: Int, $rateLimit: RateLimitInput, $quota: QuotaInput, $concurrencyLimit: Int, $metadata: Json) {
  createApiKey(
    workspaceId: $workspaceId
    name: $name
    description: $description
    environment: $environment
    serverIds: $serverIds
    scopes: $scopes
    expiresAt: $expiresAt
    expiresInDays: $expiresInDays
    rateLimit: $rateLimit
    quota: $quota
    concurrencyLimit: $concurrencyLimit
    metadata: $metadata
  ) {
    __typename
    ... on CreateApiKeySuccess {
      key {
        id
        prefix
        lastFour
        scopes
        createdAt
        expiresAt
      }
      secret
      warning
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateKeyMutation, CreateKeyMutationVariables>;
export const KeysDocument = new TypedDocumentString(`
    query Keys($workspaceId: ID!, $first: Int, $after: String) {
  keys(workspaceId: $workspaceId, first: $first, after: $after) {
    edges {
      cursor
      node {
        id
        name
        description
        prefix
        lastFour
        environment
        scopes
        allServers
        serverCount
        status
        metadata
        servers {
          slug
        }
        owner {
          id
          name
          email
        }
        createdAt
        lastUsedAt
        expiresAt
        revokedAt
        rateLimit {
          limit
          windowSeconds
        }
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<KeysQuery, KeysQueryVariables>;
export const RevokeKeyDocument = new TypedDocumentString(`
    mutation RevokeKey($workspaceId: ID!, $keyId: ID!) {
  revokeApiKey(workspaceId: $workspaceId, keyId: $keyId) {
    __typename
    ... on RevokeApiKeySuccess {
      key {
        id
        status
        revokedAt
      }
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeKeyMutation, RevokeKeyMutationVariables>;
export const CreateAccessTokenDocument = new TypedDocumentString(`
    mutation CreateAccessToken($workspaceId: ID!, $kind: AccessTokenKind!, $name: String!, $expiresInDays: Int) {
  createAccessToken(
    workspaceId: $workspaceId
    kind: $kind
    name: $name
    expiresInDays: $expiresInDays
  ) {
    __typename
    ... on CreateAccessTokenSuccess {
      accessToken {
        id
        kind
        name
        expiresAt
      }
      secret
      warning
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateAccessTokenMutation, CreateAccessTokenMutationVariables>;
export const CreateWebhookEndpointDocument = new TypedDocumentString(`
    mutation CreateWebhookEndpoint($workspaceId: ID!, $url: String!, $description: String) {
  createWebhookEndpoint(
    workspaceId: $workspaceId
    url: $url
    description: $description
  ) {
    __typename
    ... on CreateWebhookEndpointSuccess {
      endpoint {
        id
        url
        description
        disabledAt
      }
      secret
      warning
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateWebhookEndpointMutation, CreateWebhookEndpointMutationVariables>;
export const WebhookEndpointsDocument = new TypedDocumentString(`
    query WebhookEndpoints($workspaceId: ID!) {
  webhookEndpoints(workspaceId: $workspaceId) {
    id
    url
  }
}
    `) as unknown as TypedDocumentString<WebhookEndpointsQuery, WebhookEndpointsQueryVariables>;
export const AuditLogDocument = new TypedDocumentString(`
    query AuditLog($workspaceId: ID!, $first: Int, $after: String) {
  auditLog(workspaceId: $workspaceId, first: $first, after: $after) {
    edges {
      node {
        id
        action
        actorId
        targetType
        targetId
        ip
        detail
        at
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AuditLogQuery, AuditLogQueryVariables>;
export const AlertsDocument = new TypedDocumentString(`
    query Alerts($workspaceId: ID!, $state: AlertState, $first: Int, $after: String) {
  alerts(workspaceId: $workspaceId, state: $state, first: $first, after: $after) {
    edges {
      node {
        id
        kind
        severity
        state
        sentence
        observed
        expected
        since
        openedAt
        key {
          id
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AlertsQuery, AlertsQueryVariables>;
export const UsageDocument = new TypedDocumentString(`
    query Usage($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $granularity: Granularity!, $filter: UsageFilter, $groupBy: [UsageDimension!], $metadata: String, $top: Int, $timeZone: String, $compare: Boolean) {
  usage(
    workspaceId: $workspaceId
    from: $from
    to: $to
    granularity: $granularity
    filter: $filter
    groupBy: $groupBy
    metadata: $metadata
    top: $top
    timeZone: $timeZone
    compare: $compare
  ) {
    from
    to
    completeThrough
    lostEvents
    groupsLeftOut
    previous {
      from
      to
      totals {
        requests
        errorRate
        p50Ms
      }
    }
    totals {
      requests
      denied
      clientErrors
      serverErrors
      errorRate
      bytes
      p50Ms
      p95Ms
      p99Ms
    }
    groups {
      keyId
      serverId
      endpoint
      code
      environment
      ownerId
      metadata
      rest
      key {
        id
        name
      }
      server {
        slug
      }
      owner {
        name
      }
      previous {
        requests
        p50Ms
      }
      totals {
        requests
        denied
        clientErrors
        serverErrors
        bytes
        p50Ms
      }
      series {
        at
        requests
        denied
        clientErrors
        serverErrors
        bytes
      }
    }
  }
}
    `) as unknown as TypedDocumentString<UsageQuery, UsageQueryVariables>;
export const DetectorDryRunDocument = new TypedDocumentString(`
    query DetectorDryRun($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $keyIds: [ID!]) {
  detectorDryRun(workspaceId: $workspaceId, from: $from, to: $to, keyIds: $keyIds) {
    keyId
    key {
      name
    }
    phase
    findingsLeftOut
    findings {
      kind
      severity
      since
      minute
      observed
      expected
      lower
      upper
      score
      sentence
    }
  }
}
    `) as unknown as TypedDocumentString<DetectorDryRunQuery, DetectorDryRunQueryVariables>;
export const DeniedBreakdownDocument = new TypedDocumentString(`
    query DeniedBreakdown($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $filter: UsageFilter, $by: UsageOwnerDimension!, $top: Int!) {
  deniedBreakdown(
    workspaceId: $workspaceId
    from: $from
    to: $to
    filter: $filter
    by: $by
    top: $top
  ) {
    from
    to
    completeThrough
    requests
    codes {
      code
      requests
    }
    groups {
      group {
        keyId
        serverId
        rest
        totals {
          requests
        }
        server {
          slug
        }
      }
      codes {
        code
        requests
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DeniedBreakdownQuery, DeniedBreakdownQueryVariables>;
export const EndpointPatternsDocument = new TypedDocumentString(`
    query EndpointPatterns($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $filter: UsageFilter, $by: UsageOwnerDimension!, $endpoints: Int!) {
  endpointPatterns(
    workspaceId: $workspaceId
    from: $from
    to: $to
    filter: $filter
    by: $by
    endpoints: $endpoints
  ) {
    from
    to
    completeThrough
    groups {
      group {
        keyId
        serverId
        totals {
          requests
        }
      }
      endpoints {
        endpoint
        share
        totals {
          requests
          errorRate
          p95Ms
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EndpointPatternsQuery, EndpointPatternsQueryVariables>;
export const KeySourcesDocument = new TypedDocumentString(`
    query KeySources($workspaceId: ID!, $keyId: ID!, $kind: SourceKind, $first: Int, $after: String) {
  sources(
    workspaceId: $workspaceId
    keyId: $keyId
    kind: $kind
    first: $first
    after: $after
  ) {
    edges {
      cursor
      node {
        kind
        value
        firstSeenAt
        lastSeenAt
        requests
        days
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<KeySourcesQuery, KeySourcesQueryVariables>;
export const AlertListDocument = new TypedDocumentString(`
    query AlertList($workspaceId: ID!, $filter: AlertFilter) {
  alerts(workspaceId: $workspaceId, filter: $filter) {
    edges {
      node {
        id
        sentence
        state
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AlertListQuery, AlertListQueryVariables>;
export const AlertCountsDocument = new TypedDocumentString(`
    query AlertCounts($workspaceId: ID!, $filter: AlertFilter) {
  alertCounts(workspaceId: $workspaceId, filter: $filter) {
    state
    severity
    count
  }
}
    `) as unknown as TypedDocumentString<AlertCountsQuery, AlertCountsQueryVariables>;
export const AlertDetailDocument = new TypedDocumentString(`
    query AlertDetail($workspaceId: ID!, $id: ID!) {
  alert(workspaceId: $workspaceId, id: $id) {
    id
    state
    kind
    verdict
    resolution
    assignee {
      name
    }
    key {
      name
      deletedAt
    }
    history {
      change
      actor {
        name
      }
      comment
      assignee {
        name
      }
      verdict
      severity
    }
    comments {
      comment
      actor {
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AlertDetailQuery, AlertDetailQueryVariables>;
export const AlertDeliveriesDocument = new TypedDocumentString(`
    query AlertDeliveries($workspaceId: ID!, $id: ID!) {
  alert(workspaceId: $workspaceId, id: $id) {
    id
    deliveries {
      eventType
      state
      endpoint {
        url
      }
      attempts {
        status
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AlertDeliveriesQuery, AlertDeliveriesQueryVariables>;
export const AlertDryRunDocument = new TypedDocumentString(`
    query AlertDryRun($workspaceId: ID!, $days: Int, $sensitivity: Sensitivity, $thresholds: [ThresholdRuleInput!], $keyIds: [ID!]) {
  alertDryRun(
    workspaceId: $workspaceId
    days: $days
    sensitivity: $sensitivity
    thresholds: $thresholds
    keyIds: $keyIds
  ) {
    from
    to
    exact
    keysLeftOut
    keys {
      key {
        name
      }
      sensitivity
      phase
      judgedFrom
      alertsLeftOut
      alerts {
        kind
        threshold
        severity
        minutes
        sentence
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AlertDryRunQuery, AlertDryRunQueryVariables>;
export const AlertChartDocument = new TypedDocumentString(`
    query AlertChart($workspaceId: ID!, $alertId: ID!) {
  alertChart(workspaceId: $workspaceId, alertId: $alertId) {
    from
    to
    complete
    band {
      measure
      expected
      lower
      upper
    }
    points {
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
    `) as unknown as TypedDocumentString<AlertChartQuery, AlertChartQueryVariables>;
export const ExpectedUsageDocument = new TypedDocumentString(`
    query ExpectedUsage($workspaceId: ID!, $keyId: ID!, $from: DateTime!, $to: DateTime!) {
  expectedUsage(workspaceId: $workspaceId, keyId: $keyId, from: $from, to: $to) {
    keyId
    from
    to
    completeThrough
    sensitivity
    phase
    key {
      name
    }
    points {
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
    `) as unknown as TypedDocumentString<ExpectedUsageQuery, ExpectedUsageQueryVariables>;
export const AcknowledgeAlertsDocument = new TypedDocumentString(`
    mutation AcknowledgeAlerts($workspaceId: ID!, $alertIds: [ID!]!) {
  acknowledgeAlerts(workspaceId: $workspaceId, alertIds: $alertIds) {
    __typename
    ... on AcknowledgeAlertsSuccess {
      results {
        alertId
        changed
        refusal {
          code
          message
        }
      }
      alerts {
        id
        state
        acknowledgedAt
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AcknowledgeAlertsMutation, AcknowledgeAlertsMutationVariables>;
export const ResolveAlertsDocument = new TypedDocumentString(`
    mutation ResolveAlerts($workspaceId: ID!, $alertIds: [ID!]!, $verdict: AlertVerdict, $comment: String) {
  resolveAlerts(
    workspaceId: $workspaceId
    alertIds: $alertIds
    verdict: $verdict
    comment: $comment
  ) {
    __typename
    ... on ResolveAlertsSuccess {
      results {
        alertId
        changed
        refusal {
          code
        }
      }
      alerts {
        id
        state
        verdict
        resolution
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ResolveAlertsMutation, ResolveAlertsMutationVariables>;
export const ReopenAlertsDocument = new TypedDocumentString(`
    mutation ReopenAlerts($workspaceId: ID!, $alertIds: [ID!]!) {
  reopenAlerts(workspaceId: $workspaceId, alertIds: $alertIds) {
    __typename
    ... on ReopenAlertsSuccess {
      results {
        alertId
        changed
        refusal {
          code
          message
        }
      }
      alerts {
        id
        state
        verdict
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReopenAlertsMutation, ReopenAlertsMutationVariables>;
export const AssignAlertsDocument = new TypedDocumentString(`
    mutation AssignAlerts($workspaceId: ID!, $alertIds: [ID!]!, $userId: ID) {
  assignAlerts(workspaceId: $workspaceId, alertIds: $alertIds, userId: $userId) {
    __typename
    ... on AssignAlertsSuccess {
      results {
        changed
        refusal {
          code
        }
      }
      alerts {
        assignee {
          name
        }
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AssignAlertsMutation, AssignAlertsMutationVariables>;
export const CommentOnAlertDocument = new TypedDocumentString(`
    mutation CommentOnAlert($workspaceId: ID!, $alertId: ID!, $text: String!) {
  commentOnAlert(workspaceId: $workspaceId, alertId: $alertId, text: $text) {
    __typename
    ... on CommentOnAlertSuccess {
      alert {
        comments {
          comment
        }
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CommentOnAlertMutation, CommentOnAlertMutationVariables>;
export const CreateMuteDocument = new TypedDocumentString(`
    mutation CreateMute($workspaceId: ID!, $keyId: ID, $serverId: ID, $kinds: [String!], $reason: String!, $from: DateTime, $until: DateTime!, $weekly: Boolean, $timeZone: String, $repeatsUntil: DateTime) {
  createMute(
    workspaceId: $workspaceId
    keyId: $keyId
    serverId: $serverId
    kinds: $kinds
    reason: $reason
    from: $from
    until: $until
    weekly: $weekly
    timeZone: $timeZone
    repeatsUntil: $repeatsUntil
  ) {
    __typename
    ... on CreateMuteSuccess {
      mute {
        id
        key {
          id
        }
        server {
          id
        }
        kinds
        active
        over
        createdBy {
          name
        }
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateMuteMutation, CreateMuteMutationVariables>;
export const EndMuteDocument = new TypedDocumentString(`
    mutation EndMute($workspaceId: ID!, $muteId: ID!) {
  endMute(workspaceId: $workspaceId, muteId: $muteId) {
    __typename
    ... on EndMuteSuccess {
      mute {
        id
        active
        over
        endedAt
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<EndMuteMutation, EndMuteMutationVariables>;
export const MutesDocument = new TypedDocumentString(`
    query Mutes($workspaceId: ID!, $ended: Boolean) {
  mutes(workspaceId: $workspaceId, ended: $ended) {
    edges {
      node {
        id
        reason
        active
        over
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MutesQuery, MutesQueryVariables>;
export const SetSensitivityDocument = new TypedDocumentString(`
    mutation SetSensitivity($workspaceId: ID!, $keyId: ID, $serverId: ID, $sensitivity: Sensitivity) {
  setSensitivity(
    workspaceId: $workspaceId
    keyId: $keyId
    serverId: $serverId
    sensitivity: $sensitivity
  ) {
    __typename
    ... on SetSensitivitySuccess {
      key {
        sensitivity
      }
      server {
        sensitivity
      }
      workspace {
        sensitivity
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetSensitivityMutation, SetSensitivityMutationVariables>;
export const KeySensitivitiesDocument = new TypedDocumentString(`
    query KeySensitivities($workspaceId: ID!) {
  keys(workspaceId: $workspaceId) {
    edges {
      node {
        name
        effectiveSensitivity {
          sensitivity
          setOn
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<KeySensitivitiesQuery, KeySensitivitiesQueryVariables>;
export const CreateThresholdDocument = new TypedDocumentString(`
    mutation CreateThreshold($workspaceId: ID!, $keyId: ID, $serverId: ID, $name: String!, $metric: ThresholdMetric!, $limit: Float!, $requestsMin: Int, $severity: Severity) {
  createThreshold(
    workspaceId: $workspaceId
    keyId: $keyId
    serverId: $serverId
    name: $name
    metric: $metric
    limit: $limit
    requestsMin: $requestsMin
    severity: $severity
  ) {
    __typename
    ... on CreateThresholdSuccess {
      threshold {
        id
        metric
        limit
        requestsMin
        severity
        key {
          id
        }
        server {
          id
        }
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateThresholdMutation, CreateThresholdMutationVariables>;
export const UpdateThresholdDocument = new TypedDocumentString(`
    mutation UpdateThreshold($workspaceId: ID!, $thresholdId: ID!, $name: String, $limit: Float, $requestsMin: Int, $severity: Severity) {
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
      threshold {
        id
        name
        metric
        limit
        requestsMin
        severity
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateThresholdMutation, UpdateThresholdMutationVariables>;
export const DeleteThresholdDocument = new TypedDocumentString(`
    mutation DeleteThreshold($workspaceId: ID!, $thresholdId: ID!) {
  deleteThreshold(workspaceId: $workspaceId, thresholdId: $thresholdId) {
    __typename
    ... on DeleteThresholdSuccess {
      deletedThresholdId
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteThresholdMutation, DeleteThresholdMutationVariables>;
export const ThresholdsDocument = new TypedDocumentString(`
    query Thresholds($workspaceId: ID!) {
  thresholds(workspaceId: $workspaceId) {
    id
    name
  }
}
    `) as unknown as TypedDocumentString<ThresholdsQuery, ThresholdsQueryVariables>;
export const ContainKeyDocument = new TypedDocumentString(`
    mutation ContainKey($workspaceId: ID!, $keyId: ID!, $step: Restriction!, $minutes: Int, $reason: String, $alertId: ID, $throttle: ContainmentThrottleInput, $readScopes: [String!]) {
  containApiKey(
    workspaceId: $workspaceId
    keyId: $keyId
    step: $step
    minutes: $minutes
    reason: $reason
    alertId: $alertId
    throttle: $throttle
    readScopes: $readScopes
  ) {
    __typename
    ... on ContainApiKeySuccess {
      key {
        id
        status
        containment {
          id
          step
          since
          until
          reason
          by
          byUser {
            id
          }
          alert {
            id
          }
          throttle {
            percent
            perMinute
          }
        }
      }
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ContainKeyMutation, ContainKeyMutationVariables>;
export const UndoContainmentDocument = new TypedDocumentString(`
    mutation UndoContainment($workspaceId: ID!, $keyId: ID!, $all: Boolean) {
  undoContainment(workspaceId: $workspaceId, keyId: $keyId, all: $all) {
    __typename
    ... on UndoContainmentSuccess {
      key {
        id
        status
        suspendedAt
        containment {
          id
          step
        }
      }
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<UndoContainmentMutation, UndoContainmentMutationVariables>;
export const SetPolicyDocument = new TypedDocumentString(`
    mutation SetPolicy($workspaceId: ID!, $serverId: ID, $keyId: ID, $policy: ContainmentPolicyInput) {
  setContainmentPolicy(
    workspaceId: $workspaceId
    serverId: $serverId
    keyId: $keyId
    policy: $policy
  ) {
    __typename
    ... on SetContainmentPolicySuccess {
      policy {
        rules {
          kinds
          severity
          score
          step
          automatic
          minutes
        }
        throttle {
          percent
          perMinute
        }
        readScopes
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetPolicyMutation, SetPolicyMutationVariables>;
export const PoliciesDocument = new TypedDocumentString(`
    query Policies($workspaceId: ID!) {
  containmentPolicies(workspaceId: $workspaceId) {
    id
    key {
      id
    }
    server {
      id
    }
    rules {
      step
    }
  }
}
    `) as unknown as TypedDocumentString<PoliciesQuery, PoliciesQueryVariables>;
export const ContainmentsDocument = new TypedDocumentString(`
    query Containments($workspaceId: ID!, $keyId: ID, $active: Boolean, $first: Int, $after: String) {
  containments(
    workspaceId: $workspaceId
    keyId: $keyId
    active: $active
    first: $first
    after: $after
  ) {
    edges {
      node {
        id
        key {
          id
          name
        }
        step
        by
        reason
        until
        endedAt
        end
        endedBy {
          id
        }
        alert {
          id
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ContainmentsQuery, ContainmentsQueryVariables>;
export const HaltsDocument = new TypedDocumentString(`
    query Halts($workspaceId: ID!, $open: Boolean) {
  containmentHalts(workspaceId: $workspaceId, open: $open) {
    id
    containedKeys
    keysMax
    activeKeys
    keyId
    releasedAt
  }
}
    `) as unknown as TypedDocumentString<HaltsQuery, HaltsQueryVariables>;
export const ReleaseContainmentDocument = new TypedDocumentString(`
    mutation ReleaseContainment($workspaceId: ID!, $haltId: ID!) {
  releaseContainment(workspaceId: $workspaceId, haltId: $haltId) {
    __typename
    ... on ReleaseContainmentSuccess {
      halt {
        id
        releasedAt
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReleaseContainmentMutation, ReleaseContainmentMutationVariables>;
export const ContainmentDryRunDocument = new TypedDocumentString(`
    query ContainmentDryRun($workspaceId: ID!, $policy: ContainmentPolicyInput!, $serverId: ID, $keyId: ID) {
  containmentDryRun(
    workspaceId: $workspaceId
    policy: $policy
    serverId: $serverId
    keyId: $keyId
  ) {
    containments {
      keyId
      key {
        name
      }
      alertId
      step
      at
      until
    }
    haltedAt
    alertsLookedAt
    truncated
  }
}
    `) as unknown as TypedDocumentString<ContainmentDryRunQuery, ContainmentDryRunQueryVariables>;
export const ImportKeysDocument = new TypedDocumentString(`
    mutation ImportKeys($workspaceId: ID!, $format: ImportFormat!, $data: String!, $dryRun: Boolean) {
  importApiKeys(
    workspaceId: $workspaceId
    format: $format
    data: $data
    dryRun: $dryRun
  ) {
    __typename
    ... on ImportApiKeysSuccess {
      imported
      refused
      rows {
        row
        keyId
        refusal {
          code
          message
        }
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ImportKeysMutation, ImportKeysMutationVariables>;
export const KeyListDocument = new TypedDocumentString(`
    query KeyList($workspaceId: ID!, $filter: KeyFilterInput, $sort: KeySort, $first: Int, $after: String, $counted: Boolean = false) {
  keys(
    workspaceId: $workspaceId
    filter: $filter
    sort: $sort
    first: $first
    after: $after
  ) {
    totalCount @include(if: $counted)
    edges {
      cursor
      node {
        id
        name
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<KeyListQuery, KeyListQueryVariables>;
export const KeyTableDocument = new TypedDocumentString(`
    query KeyTable($workspaceId: ID!, $first: Int) {
  keys(workspaceId: $workspaceId, first: $first, filter: {text: "key"}) {
    totalCount
    edges {
      node {
        id
        name
        status
        serverCount
        lastUsedAt
        rotationDueAt
        hasFullAccess
        warnings
        servers {
          slug
        }
        owner {
          name
        }
        reminders {
          kind
          at
        }
        containment {
          step
          since
          until
          alert {
            id
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<KeyTableQuery, KeyTableQueryVariables>;
export const KeyDetailDocument = new TypedDocumentString(`
    query KeyDetail($workspaceId: ID!, $id: ID!) {
  key(workspaceId: $workspaceId, id: $id) {
    id
    name
    createdAt
    rotationDueAt
    hasFullAccess
    warnings
    owner {
      id
    }
    reminders {
      kind
      at
    }
  }
}
    `) as unknown as TypedDocumentString<KeyDetailQuery, KeyDetailQueryVariables>;
export const MakeKeyDocument = new TypedDocumentString(`
    mutation MakeKey($workspaceId: ID!, $name: String!, $ownerId: ID, $environment: String, $serverIds: [ID!], $scopes: [String!], $expiresInDays: Int, $rateLimit: RateLimitInput, $quota: QuotaInput, $concurrencyLimit: Int, $allowCidrs: [String!], $requiresSignature: Boolean, $signingSecret: Boolean, $recoverable: Boolean, $format: String, $metadata: Json) {
  createApiKey(
    workspaceId: $workspaceId
    name: $name
    ownerId: $ownerId
    environment: $environment
    serverIds: $serverIds
    scopes: $scopes
    expiresInDays: $expiresInDays
    rateLimit: $rateLimit
    quota: $quota
    concurrencyLimit: $concurrencyLimit
    allowCidrs: $allowCidrs
    requiresSignature: $requiresSignature
    signingSecret: $signingSecret
    recoverable: $recoverable
    format: $format
    metadata: $metadata
  ) {
    __typename
    ... on CreateApiKeySuccess {
      key {
        id
        name
        prefix
        lastFour
        scopes
        allServers
        environment
        createdAt
        expiresAt
        allowCidrs
        requiresSignature
        hasSigningSecret
        recoverable
        concurrencyLimit
        metadata
        owner {
          id
        }
        servers {
          slug
        }
        quota {
          limit
          refill
        }
        rateLimit {
          limit
          windowSeconds
        }
      }
      secret
      signingSecret
      warning
      warnings
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<MakeKeyMutation, MakeKeyMutationVariables>;
export const UpdateKeyDocument = new TypedDocumentString(`
    mutation UpdateKey($workspaceId: ID!, $keyId: ID!, $name: String, $description: String, $scopes: [String!], $serverIds: [ID!], $allServers: Boolean, $expiresAt: DateTime, $expiresInDays: Int, $rateLimit: RateLimitInput, $quota: QuotaInput, $concurrencyLimit: Int, $allowCidrs: [String!], $requiresSignature: Boolean, $metadata: Json, $setMetadata: [MetadataAtInput!], $unsetMetadata: [[String!]!]) {
  updateApiKey(
    workspaceId: $workspaceId
    keyId: $keyId
    name: $name
    description: $description
    scopes: $scopes
    serverIds: $serverIds
    allServers: $allServers
    expiresAt: $expiresAt
    expiresInDays: $expiresInDays
    rateLimit: $rateLimit
    quota: $quota
    concurrencyLimit: $concurrencyLimit
    allowCidrs: $allowCidrs
    requiresSignature: $requiresSignature
    metadata: $metadata
    setMetadata: $setMetadata
    unsetMetadata: $unsetMetadata
  ) {
    __typename
    ... on UpdateApiKeySuccess {
      key {
        id
        name
        description
        scopes
        allServers
        expiresAt
        allowCidrs
        requiresSignature
        concurrencyLimit
        metadata
        servers {
          slug
        }
        quota {
          limit
          refill
        }
        rateLimit {
          limit
          windowSeconds
        }
      }
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateKeyMutation, UpdateKeyMutationVariables>;
export const SuspendKeyDocument = new TypedDocumentString(`
    mutation SuspendKey($workspaceId: ID!, $keyId: ID!, $reason: String) {
  suspendApiKey(workspaceId: $workspaceId, keyId: $keyId, reason: $reason) {
    __typename
    ... on SuspendApiKeySuccess {
      key {
        id
        status
        suspendedAt
      }
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SuspendKeyMutation, SuspendKeyMutationVariables>;
export const ResumeKeyDocument = new TypedDocumentString(`
    mutation ResumeKey($workspaceId: ID!, $keyId: ID!) {
  resumeApiKey(workspaceId: $workspaceId, keyId: $keyId) {
    __typename
    ... on ResumeApiKeySuccess {
      key {
        id
        status
        suspendedAt
      }
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ResumeKeyMutation, ResumeKeyMutationVariables>;
export const DeleteKeyDocument = new TypedDocumentString(`
    mutation DeleteKey($workspaceId: ID!, $keyId: ID!) {
  deleteApiKey(workspaceId: $workspaceId, keyId: $keyId) {
    __typename
    ... on DeleteApiKeySuccess {
      deletedKeyId
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteKeyMutation, DeleteKeyMutationVariables>;
export const RotateKeyDocument = new TypedDocumentString(`
    mutation RotateKey($workspaceId: ID!, $keyId: ID!, $graceSeconds: Int, $expiresInDays: Int) {
  rotateApiKey(
    workspaceId: $workspaceId
    keyId: $keyId
    graceSeconds: $graceSeconds
    expiresInDays: $expiresInDays
  ) {
    __typename
    ... on RotateApiKeySuccess {
      key {
        id
        name
        description
        prefix
        scopes
        allServers
        environment
        createdAt
        expiresAt
        allowCidrs
        metadata
        recoverable
        owner {
          id
        }
        servers {
          slug
        }
        quota {
          limit
          refill
        }
        rateLimit {
          limit
          windowSeconds
        }
        rotatedFrom {
          id
          name
        }
        lineage {
          id
          name
          status
        }
      }
      secret
      signingSecret
      warning
      previous {
        id
        status
        expiresAt
        revokedAt
        rotatedTo {
          id
        }
        lineage {
          id
        }
      }
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RotateKeyMutation, RotateKeyMutationVariables>;
export const SetSigningSecretDocument = new TypedDocumentString(`
    mutation SetSigningSecret($workspaceId: ID!, $keyId: ID!, $present: Boolean) {
  setSigningSecret(workspaceId: $workspaceId, keyId: $keyId, present: $present) {
    __typename
    ... on SetSigningSecretSuccess {
      key {
        id
        requiresSignature
        hasSigningSecret
      }
      signingSecret
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetSigningSecretMutation, SetSigningSecretMutationVariables>;
export const RevealKeyDocument = new TypedDocumentString(`
    mutation RevealKey($workspaceId: ID!, $keyId: ID!) {
  revealApiKey(workspaceId: $workspaceId, keyId: $keyId) {
    __typename
    ... on RevealApiKeySuccess {
      key {
        id
      }
      secret
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RevealKeyMutation, RevealKeyMutationVariables>;
export const KeysToRevokeDocument = new TypedDocumentString(`
    query KeysToRevoke($workspaceId: ID!, $filter: KeyRevocationFilter!) {
  apiKeysToRevoke(workspaceId: $workspaceId, filter: $filter) {
    count
    sample {
      id
      name
    }
    token
  }
}
    `) as unknown as TypedDocumentString<KeysToRevokeQuery, KeysToRevokeQueryVariables>;
export const RevokeKeysDocument = new TypedDocumentString(`
    mutation RevokeKeys($workspaceId: ID!, $filter: KeyRevocationFilter!, $expectedCount: Int!, $token: String) {
  revokeApiKeys(
    workspaceId: $workspaceId
    filter: $filter
    expectedCount: $expectedCount
    token: $token
  ) {
    __typename
    ... on RevokeApiKeysSuccess {
      count
      keyIds
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeKeysMutation, RevokeKeysMutationVariables>;
export const KeyLinesDocument = new TypedDocumentString(`
    query KeyLines($workspaceId: ID!) {
  keys(workspaceId: $workspaceId) {
    edges {
      node {
        id
        rotatedFrom {
          id
        }
        rotatedTo {
          id
        }
        lineage {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<KeyLinesQuery, KeyLinesQueryVariables>;
export const SetLeakActionDocument = new TypedDocumentString(`
    mutation SetLeakAction($workspaceId: ID!, $action: LeakAction!) {
  setLeakAction(workspaceId: $workspaceId, action: $action) {
    __typename
    ... on SetLeakActionSuccess {
      workspace {
        id
        leakAction
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetLeakActionMutation, SetLeakActionMutationVariables>;
export const LeaksDocument = new TypedDocumentString(`
    query Leaks($workspaceId: ID!) {
  leaks(workspaceId: $workspaceId) {
    key {
      name
    }
    reporter
    source
    url
    action
  }
}
    `) as unknown as TypedDocumentString<LeaksQuery, LeaksQueryVariables>;
export const LeakPatternsDocument = new TypedDocumentString(`
    query LeakPatterns($workspaceId: ID!) {
  leakPatterns(workspaceId: $workspaceId) {
    id
    format
    regex
    standaloneRegex
    keyword
    examples
    nearMisses
  }
}
    `) as unknown as TypedDocumentString<LeakPatternsQuery, LeakPatternsQueryVariables>;
export const MembersDocument = new TypedDocumentString(`
    query Members($workspaceId: ID!, $first: Int, $after: String) {
  members(workspaceId: $workspaceId, first: $first, after: $after) {
    edges {
      node {
        user {
          id
          email
          name
        }
        role
        allServers
        servers {
          slug
        }
        createdAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<MembersQuery, MembersQueryVariables>;
export const ChangeMemberRoleDocument = new TypedDocumentString(`
    mutation ChangeMemberRole($workspaceId: ID!, $userId: ID!, $role: Role!) {
  changeMemberRole(workspaceId: $workspaceId, userId: $userId, role: $role) {
    __typename
    ... on ChangeMemberRoleSuccess {
      member {
        role
        user {
          id
        }
      }
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ChangeMemberRoleMutation, ChangeMemberRoleMutationVariables>;
export const RemoveMemberDocument = new TypedDocumentString(`
    mutation RemoveMember($workspaceId: ID!, $userId: ID!) {
  removeMember(workspaceId: $workspaceId, userId: $userId) {
    __typename
    ... on RemoveMemberSuccess {
      userId
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveMemberMutation, RemoveMemberMutationVariables>;
export const LeaveWorkspaceDocument = new TypedDocumentString(`
    mutation LeaveWorkspace($workspaceId: ID!) {
  leaveWorkspace(workspaceId: $workspaceId) {
    __typename
    ... on LeaveWorkspaceSuccess {
      userId
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<LeaveWorkspaceMutation, LeaveWorkspaceMutationVariables>;
export const TransferOwnershipDocument = new TypedDocumentString(`
    mutation TransferOwnership($workspaceId: ID!, $userId: ID!) {
  transferOwnership(workspaceId: $workspaceId, userId: $userId) {
    __typename
    ... on TransferOwnershipSuccess {
      member {
        role
        user {
          id
        }
      }
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TransferOwnershipMutation, TransferOwnershipMutationVariables>;
export const InviteMemberDocument = new TypedDocumentString(`
    mutation InviteMember($workspaceId: ID!, $email: String!, $role: Role!) {
  inviteMember(workspaceId: $workspaceId, email: $email, role: $role) {
    __typename
    ... on InviteMemberSuccess {
      invitation {
        id
        email
        role
        expiresAt
        invitedBy {
          id
        }
      }
      link
      mail
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<InviteMemberMutation, InviteMemberMutationVariables>;
export const InvitationsDocument = new TypedDocumentString(`
    query Invitations($workspaceId: ID!) {
  invitations(workspaceId: $workspaceId) {
    edges {
      node {
        id
        email
        role
        invitedBy {
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<InvitationsQuery, InvitationsQueryVariables>;
export const InvitationDocument = new TypedDocumentString(`
    query Invitation($secret: String!) {
  invitation(secret: $secret) {
    workspaceName
    role
    email
    inviterName
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<InvitationQuery, InvitationQueryVariables>;
export const WithdrawInvitationDocument = new TypedDocumentString(`
    mutation WithdrawInvitation($workspaceId: ID!, $invitationId: ID!) {
  withdrawInvitation(workspaceId: $workspaceId, invitationId: $invitationId) {
    __typename
    ... on WithdrawInvitationSuccess {
      invitationId
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawInvitationMutation, WithdrawInvitationMutationVariables>;
export const AcceptInvitationDocument = new TypedDocumentString(`
    mutation AcceptInvitation($secret: String!) {
  acceptInvitation(secret: $secret) {
    __typename
    ... on AcceptInvitationSuccess {
      workspace {
        id
        name
        memberCount
      }
      role
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AcceptInvitationMutation, AcceptInvitationMutationVariables>;
export const AcceptInvitationAsNewUserDocument = new TypedDocumentString(`
    mutation AcceptInvitationAsNewUser($secret: String!, $name: String!, $password: String!) {
  acceptInvitationAsNewUser(secret: $secret, name: $name, password: $password) {
    __typename
    ... on AcceptInvitationAsNewUserSuccess {
      user {
        id
        email
        name
      }
      token
      expiresAt
      workspaceId
      role
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AcceptInvitationAsNewUserMutation, AcceptInvitationAsNewUserMutationVariables>;
export const SessionsDocument = new TypedDocumentString(`
    query Sessions {
  sessions {
    id
    createdAt
    lastUsedAt
    expiresAt
    ip
    userAgent
    current
  }
}
    `) as unknown as TypedDocumentString<SessionsQuery, SessionsQueryVariables>;
export const RevokeSessionDocument = new TypedDocumentString(`
    mutation RevokeSession($sessionId: ID!) {
  revokeSession(sessionId: $sessionId) {
    __typename
    ... on RevokeSessionSuccess {
      sessionId
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeSessionMutation, RevokeSessionMutationVariables>;
export const RevokeOtherSessionsDocument = new TypedDocumentString(`
    mutation RevokeOtherSessions {
  revokeOtherSessions {
    __typename
    ... on RevokeOtherSessionsSuccess {
      endedSessions
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeOtherSessionsMutation, RevokeOtherSessionsMutationVariables>;
export const ChangePasswordDocument = new TypedDocumentString(`
    mutation ChangePassword($currentPassword: String!, $newPassword: String!) {
  changePassword(currentPassword: $currentPassword, newPassword: $newPassword) {
    __typename
    ... on ChangePasswordSuccess {
      endedSessions
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ChangePasswordMutation, ChangePasswordMutationVariables>;
export const SignInWithCodeDocument = new TypedDocumentString(`
    mutation SignInWithCode($email: String!, $password: String!, $code: String) {
  signIn(email: $email, password: $password, code: $code) {
    __typename
    ... on SignInSuccess {
      token
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SignInWithCodeMutation, SignInWithCodeMutationVariables>;
export const StartSecondFactorDocument = new TypedDocumentString(`
    mutation StartSecondFactor($password: String!) {
  startSecondFactor(password: $password) {
    __typename
    ... on StartSecondFactorSuccess {
      secret
      uri
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StartSecondFactorMutation, StartSecondFactorMutationVariables>;
export const ConfirmSecondFactorDocument = new TypedDocumentString(`
    mutation ConfirmSecondFactor($code: String!) {
  confirmSecondFactor(code: $code) {
    __typename
    ... on ConfirmSecondFactorSuccess {
      recoveryCodes
      endedSessions
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ConfirmSecondFactorMutation, ConfirmSecondFactorMutationVariables>;
export const DisableSecondFactorDocument = new TypedDocumentString(`
    mutation DisableSecondFactor($password: String!, $code: String!) {
  disableSecondFactor(password: $password, code: $code) {
    __typename
    ... on DisableSecondFactorSuccess {
      disabled
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DisableSecondFactorMutation, DisableSecondFactorMutationVariables>;
export const RenewRecoveryCodesDocument = new TypedDocumentString(`
    mutation RenewRecoveryCodes($password: String!, $code: String!) {
  renewRecoveryCodes(password: $password, code: $code) {
    __typename
    ... on RenewRecoveryCodesSuccess {
      recoveryCodes
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RenewRecoveryCodesMutation, RenewRecoveryCodesMutationVariables>;
export const ViewerSecurityDocument = new TypedDocumentString(`
    query ViewerSecurity {
  viewer {
    secondFactor
    recoveryCodesLeft
    operator
  }
}
    `) as unknown as TypedDocumentString<ViewerSecurityQuery, ViewerSecurityQueryVariables>;
export const UpdateProfileDocument = new TypedDocumentString(`
    mutation UpdateProfile($name: String!) {
  updateProfile(name: $name) {
    __typename
    ... on UpdateProfileSuccess {
      user {
        id
        name
        email
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateProfileMutation, UpdateProfileMutationVariables>;
export const MakeTokenDocument = new TypedDocumentString(`
    mutation MakeToken($workspaceId: ID!, $kind: AccessTokenKind!, $name: String!, $scopes: [String!], $expiresAt: DateTime, $expiresInDays: Int) {
  createAccessToken(
    workspaceId: $workspaceId
    kind: $kind
    name: $name
    scopes: $scopes
    expiresAt: $expiresAt
    expiresInDays: $expiresInDays
  ) {
    __typename
    ... on CreateAccessTokenSuccess {
      accessToken {
        id
        kind
        name
        scopes
        expiresAt
      }
      secret
      warning
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<MakeTokenMutation, MakeTokenMutationVariables>;
export const RevokeTokenDocument = new TypedDocumentString(`
    mutation RevokeToken($workspaceId: ID!, $accessTokenId: ID!) {
  revokeAccessToken(workspaceId: $workspaceId, accessTokenId: $accessTokenId) {
    __typename
    ... on RevokeAccessTokenSuccess {
      accessTokenId
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeTokenMutation, RevokeTokenMutationVariables>;
export const AccessTokensDocument = new TypedDocumentString(`
    query AccessTokens($workspaceId: ID!, $first: Int, $after: String) {
  accessTokens(workspaceId: $workspaceId, first: $first, after: $after) {
    edges {
      node {
        id
        kind
        name
        scopes
        restricted
        createdBy {
          id
          name
        }
        createdAt
        expiresAt
        lastUsedAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AccessTokensQuery, AccessTokensQueryVariables>;
export const FilteredAuditLogDocument = new TypedDocumentString(`
    query FilteredAuditLog($workspaceId: ID!, $filter: AuditLogFilter, $first: Int, $after: String) {
  auditLog(
    workspaceId: $workspaceId
    filter: $filter
    first: $first
    after: $after
  ) {
    edges {
      node {
        id
        at
        action
        actor {
          id
          name
          email
        }
        actorId
        tokenId
        targetType
        targetId
        ip
        detail
        before
        after
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<FilteredAuditLogQuery, FilteredAuditLogQueryVariables>;
export const AlertKindsDocument = new TypedDocumentString(`
    query AlertKinds {
  alertKinds {
    kind
    title
    description
    advice
    figures
    unit
    severity
  }
}
    `) as unknown as TypedDocumentString<AlertKindsQuery, AlertKindsQueryVariables>;
export const TokenScopesDocument = new TypedDocumentString(`
    query TokenScopes {
  tokenScopes {
    scope
    description
    kinds
  }
}
    `) as unknown as TypedDocumentString<TokenScopesQuery, TokenScopesQueryVariables>;
export const PolicyReplayDocument = new TypedDocumentString(`
    query PolicyReplay($workspaceId: ID!, $policy: PolicyInput!, $keyIds: [ID!], $filter: KeyFilterInput, $days: Int! = 14) {
  policyReplay(
    workspaceId: $workspaceId
    policy: $policy
    keyIds: $keyIds
    filter: $filter
    days: $days
  ) {
    from
    to
    completeThrough
    keysLeftOut
    total {
      requests
      letThrough
      rejectedAtLeast
      rejectedAtMost
      exact
      reasons {
        code
        sentence
      }
    }
    keys {
      keyId
      key {
        name
      }
      counts {
        requests
        letThrough
        rejectedAtLeast
        rejectedAtMost
        exact
        reasons {
          code
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PolicyReplayQuery, PolicyReplayQueryVariables>;
export const SuggestionsDocument = new TypedDocumentString(`
    query Suggestions($workspaceId: ID!, $unusedDays: Int! = 90) {
  suggestions(workspaceId: $workspaceId, unusedDays: $unusedDays) {
    kind
    keyId
    key {
      name
    }
    server {
      slug
    }
    sentence
  }
}
    `) as unknown as TypedDocumentString<SuggestionsQuery, SuggestionsQueryVariables>;
export const MakeServerDocument = new TypedDocumentString(`
    mutation MakeServer($workspaceId: ID!, $slug: String!, $name: String!, $environment: String, $scopes: [String!], $description: String, $status: ServerStatus, $upstream: String, $errorDialect: ErrorDialect, $scopeImplications: [ScopeImplicationInput!], $defaultScopes: [String!], $ratePerMinute: Int, $burst: Int, $keyFormat: String, $recoverableKeys: Boolean) {
  createServer(
    workspaceId: $workspaceId
    slug: $slug
    name: $name
    environment: $environment
    scopes: $scopes
    description: $description
    status: $status
    upstream: $upstream
    errorDialect: $errorDialect
    scopeImplications: $scopeImplications
    defaultScopes: $defaultScopes
    ratePerMinute: $ratePerMinute
    burst: $burst
    keyFormat: $keyFormat
    recoverableKeys: $recoverableKeys
  ) {
    __typename
    ... on CreateServerSuccess {
      server {
        id
        slug
      }
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<MakeServerMutation, MakeServerMutationVariables>;
export const UpdateServerDocument = new TypedDocumentString(`
    mutation UpdateServer($workspaceId: ID!, $serverId: ID!, $slug: String, $name: String, $environment: String, $scopes: [String!], $description: String, $status: ServerStatus, $upstream: String, $errorDialect: ErrorDialect, $scopeImplications: [ScopeImplicationInput!], $defaultScopes: [String!], $ratePerMinute: Int, $burst: Int, $keyFormat: String, $recoverableKeys: Boolean) {
  updateServer(
    workspaceId: $workspaceId
    serverId: $serverId
    slug: $slug
    name: $name
    environment: $environment
    scopes: $scopes
    description: $description
    status: $status
    upstream: $upstream
    errorDialect: $errorDialect
    scopeImplications: $scopeImplications
    defaultScopes: $defaultScopes
    ratePerMinute: $ratePerMinute
    burst: $burst
    keyFormat: $keyFormat
    recoverableKeys: $recoverableKeys
  ) {
    __typename
    ... on UpdateServerSuccess {
      server {
        id
        slug
        name
        description
        upstream
        ratePerMinute
        burst
      }
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateServerMutation, UpdateServerMutationVariables>;
export const DeleteServerDocument = new TypedDocumentString(`
    mutation DeleteServer($workspaceId: ID!, $serverId: ID!, $confirmSlug: String!) {
  deleteServer(
    workspaceId: $workspaceId
    serverId: $serverId
    confirmSlug: $confirmSlug
  ) {
    __typename
    ... on DeleteServerSuccess {
      serverId
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteServerMutation, DeleteServerMutationVariables>;
export const ServerDocument = new TypedDocumentString(`
    query Server($workspaceId: ID!, $id: ID!) {
  server(workspaceId: $workspaceId, id: $id) {
    id
    slug
    name
    description
    environment
    status
    upstream
    errorDialect
    scopes
    defaultScopes
    ratePerMinute
    keyFormat
    recoverableKeys
    keyCount
    scopeCatalogue {
      name
      implies
      implied
    }
  }
}
    `) as unknown as TypedDocumentString<ServerQuery, ServerQueryVariables>;
export const ServerCountsDocument = new TypedDocumentString(`
    query ServerCounts($workspaceId: ID!) {
  servers(workspaceId: $workspaceId) {
    id
    slug
    keyCount
  }
}
    `) as unknown as TypedDocumentString<ServerCountsQuery, ServerCountsQueryVariables>;
export const SetMemberServersDocument = new TypedDocumentString(`
    mutation SetMemberServers($workspaceId: ID!, $userId: ID!, $serverIds: [ID!]) {
  setMemberServers(
    workspaceId: $workspaceId
    userId: $userId
    serverIds: $serverIds
  ) {
    __typename
    ... on SetMemberServersSuccess {
      member {
        userId
        allServers
        servers {
          slug
        }
      }
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetMemberServersMutation, SetMemberServersMutationVariables>;
export const KeyLimitsDocument = new TypedDocumentString(`
    query KeyLimits($workspaceId: ID!, $serverId: ID, $first: Int) {
  keys(workspaceId: $workspaceId, first: $first) {
    edges {
      node {
        id
        servers {
          slug
          keyCount
          scopeCatalogue {
            name
          }
        }
        general: effectiveLimit {
          value
          windowSeconds
          burst
          from
        }
        there: effectiveLimit(serverId: $serverId) {
          value
          windowSeconds
          burst
          from
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<KeyLimitsQuery, KeyLimitsQueryVariables>;
export const MakeEndpointDocument = new TypedDocumentString(`
    mutation MakeEndpoint($workspaceId: ID!, $url: String!, $format: WebhookFormat, $ordered: Boolean, $eventTypes: [String!], $alertKinds: [String!], $severityMin: Severity, $serverIds: [ID!], $metadata: Json, $routingKey: String) {
  createWebhookEndpoint(
    workspaceId: $workspaceId
    url: $url
    format: $format
    ordered: $ordered
    eventTypes: $eventTypes
    alertKinds: $alertKinds
    severityMin: $severityMin
    serverIds: $serverIds
    metadata: $metadata
    routingKey: $routingKey
  ) {
    __typename
    ... on CreateWebhookEndpointSuccess {
      endpoint {
        id
        url
        format
        ordered
        publicKey
      }
      secret
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<MakeEndpointMutation, MakeEndpointMutationVariables>;
export const ChangeEndpointDocument = new TypedDocumentString(`
    mutation ChangeEndpoint($workspaceId: ID!, $endpointId: ID!, $url: String, $description: String, $eventTypes: [String!], $severityMin: Severity, $routingKey: String) {
  updateWebhookEndpoint(
    workspaceId: $workspaceId
    endpointId: $endpointId
    url: $url
    description: $description
    eventTypes: $eventTypes
    severityMin: $severityMin
    routingKey: $routingKey
  ) {
    __typename
    ... on UpdateWebhookEndpointSuccess {
      endpoint {
        id
        url
        description
        eventTypes
        severityMin
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ChangeEndpointMutation, ChangeEndpointMutationVariables>;
export const RotateSecretDocument = new TypedDocumentString(`
    mutation RotateSecret($workspaceId: ID!, $endpointId: ID!, $graceHours: Int) {
  rotateWebhookSecret(
    workspaceId: $workspaceId
    endpointId: $endpointId
    graceHours: $graceHours
  ) {
    __typename
    ... on RotateWebhookSecretSuccess {
      endpoint {
        publicKey
        previousPublicKey
        previousUntil
      }
      secret
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RotateSecretMutation, RotateSecretMutationVariables>;
export const SendTestEventDocument = new TypedDocumentString(`
    mutation SendTestEvent($workspaceId: ID!, $endpointId: ID!) {
  sendTestEvent(workspaceId: $workspaceId, endpointId: $endpointId) {
    __typename
    ... on SendTestEventSuccess {
      delivery {
        id
        state
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SendTestEventMutation, SendTestEventMutationVariables>;
export const RedeliverDocument = new TypedDocumentString(`
    mutation Redeliver($workspaceId: ID!, $deliveryId: ID!) {
  redeliver(workspaceId: $workspaceId, deliveryId: $deliveryId) {
    __typename
    ... on RedeliverSuccess {
      delivery {
        id
        state
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RedeliverMutation, RedeliverMutationVariables>;
export const RedeliverFailedDocument = new TypedDocumentString(`
    mutation RedeliverFailed($workspaceId: ID!, $endpointId: ID!, $since: DateTime!) {
  redeliverFailed(
    workspaceId: $workspaceId
    endpointId: $endpointId
    since: $since
  ) {
    __typename
    ... on RedeliverFailedSuccess {
      deliveries
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RedeliverFailedMutation, RedeliverFailedMutationVariables>;
export const EnableEndpointDocument = new TypedDocumentString(`
    mutation EnableEndpoint($workspaceId: ID!, $endpointId: ID!) {
  enableWebhookEndpoint(workspaceId: $workspaceId, endpointId: $endpointId) {
    __typename
    ... on EnableWebhookEndpointSuccess {
      endpoint {
        disabledAt
        disabledBy
        failingSince
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<EnableEndpointMutation, EnableEndpointMutationVariables>;
export const DisableEndpointDocument = new TypedDocumentString(`
    mutation DisableEndpoint($workspaceId: ID!, $endpointId: ID!) {
  disableWebhookEndpoint(workspaceId: $workspaceId, endpointId: $endpointId) {
    __typename
    ... on DisableWebhookEndpointSuccess {
      endpoint {
        disabledAt
        disabledBy
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DisableEndpointMutation, DisableEndpointMutationVariables>;
export const DeleteEndpointDocument = new TypedDocumentString(`
    mutation DeleteEndpoint($workspaceId: ID!, $endpointId: ID!) {
  deleteWebhookEndpoint(workspaceId: $workspaceId, endpointId: $endpointId) {
    __typename
    ... on DeleteWebhookEndpointSuccess {
      endpointId
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteEndpointMutation, DeleteEndpointMutationVariables>;
export const DeliveriesDocument = new TypedDocumentString(`
    query Deliveries($workspaceId: ID!, $endpointId: ID, $state: DeliveryState, $eventType: String, $from: DateTime, $to: DateTime, $first: Int, $after: String) {
  deliveries(
    workspaceId: $workspaceId
    endpointId: $endpointId
    state: $state
    eventType: $eventType
    from: $from
    to: $to
    first: $first
    after: $after
  ) {
    edges {
      node {
        id
        eventType
        state
        nextAttemptAt
        createdAt
        attempts {
          status
          error
        }
        endpoint {
          id
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<DeliveriesQuery, DeliveriesQueryVariables>;
export const EventTypesDocument = new TypedDocumentString(`
    query EventTypes {
  webhookEventTypes {
    name
    description
    schema
  }
}
    `) as unknown as TypedDocumentString<EventTypesQuery, EventTypesQueryVariables>;
export const WorkspaceDetailsDocument = new TypedDocumentString(`
    query WorkspaceDetails($id: ID!) {
  workspace(id: $id) {
    id
    name
    plan
    ratePerMinute
    keyFormat
    memberCount
    serverCount
    keyCount
  }
}
    `) as unknown as TypedDocumentString<WorkspaceDetailsQuery, WorkspaceDetailsQueryVariables>;
export const UpdateWorkspaceDocument = new TypedDocumentString(`
    mutation UpdateWorkspace($workspaceId: ID!, $name: String, $keyFormat: String) {
  updateWorkspace(workspaceId: $workspaceId, name: $name, keyFormat: $keyFormat) {
    __typename
    ... on UpdateWorkspaceSuccess {
      workspace {
        id
        name
        keyFormat
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateWorkspaceMutation, UpdateWorkspaceMutationVariables>;
export const DeleteWorkspaceDocument = new TypedDocumentString(`
    mutation DeleteWorkspace($workspaceId: ID!, $confirmName: String!) {
  deleteWorkspace(workspaceId: $workspaceId, confirmName: $confirmName) {
    __typename
    ... on DeleteWorkspaceSuccess {
      workspaceId
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteWorkspaceMutation, DeleteWorkspaceMutationVariables>;
export const SetWorkspacePlanDocument = new TypedDocumentString(`
    mutation SetWorkspacePlan($workspaceId: ID!, $plan: Plan!, $ratePerMinute: Int) {
  setWorkspacePlan(
    workspaceId: $workspaceId
    plan: $plan
    ratePerMinute: $ratePerMinute
  ) {
    __typename
    ... on SetWorkspacePlanSuccess {
      workspaceId
      name
      plan
      ratePerMinute
      propagation
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetWorkspacePlanMutation, SetWorkspacePlanMutationVariables>;