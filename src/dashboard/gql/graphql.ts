/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

/** Open until somebody takes care of it or it has been quiet. */
export type AlertState =
  | 'ACKNOWLEDGED'
  | 'OPEN'
  | 'RESOLVED';

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

/** Members see and manage their own keys, admins and owners all of them; viewers see everything. */
export type Role =
  | 'ADMIN'
  | 'MEMBER'
  | 'OWNER'
  | 'VIEWER';

/** How bad it is. */
export type Severity =
  | 'CRITICAL'
  | 'INFO'
  | 'WARNING';

export type SignInMutationVariables = Exact<{
  email: string;
  password: string;
  code?: string | null | undefined;
}>;


export type SignInMutation = { signIn:
    | { __typename: 'Refusal', code: RefusalCode, message: string }
    | { __typename: 'SignInSuccess', expiresAt: string, user: { __typename: 'User', id: string } }
   };

export type SessionQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionQuery = { viewer: { __typename: 'Viewer', id: string, name: string, email: string, operator: boolean, secondFactor: boolean, recoveryCodesLeft: number, workspaces: Array<{ __typename: 'ViewerWorkspace', id: string, name: string, role: Role }> } };

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
}
    `, {"hash":"sha256:6f0aa65ff2d31bffaf44eb1be5954b68bf77fbb217df92f6782afc26f845b73a"}) as unknown as TypedDocumentString<SessionQuery, SessionQueryVariables>;
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