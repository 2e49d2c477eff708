/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "mutation SignIn($email: String!, $password: String!, $code: String) {\n  signIn(email: $email, password: $password, code: $code) {\n    __typename\n    ... on SignInSuccess {\n      expiresAt\n      user {\n        __typename\n        id\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": typeof types.SignInDocument,
    "query Session {\n  viewer {\n    __typename\n    id\n    name\n    email\n    operator\n    secondFactor\n    recoveryCodesLeft\n    workspaces {\n      id\n      name\n      role\n    }\n  }\n}\n\nmutation SignOut {\n  signOut {\n    __typename\n    ... on SignOutSuccess {\n      signedOut\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": typeof types.SessionDocument,
    "query FindKeys($workspaceId: ID!, $search: String!) {\n  keys(workspaceId: $workspaceId, first: 8, filter: {text: $search}) {\n    edges {\n      node {\n        __typename\n        id\n        name\n        prefix\n        lastFour\n      }\n    }\n  }\n}": typeof types.FindKeysDocument,
    "query OpenAlerts($workspaceId: ID!) {\n  alertCounts(workspaceId: $workspaceId, filter: {states: [OPEN]}) {\n    severity\n    state\n    count\n  }\n}\n\nsubscription AlertRaised($workspaceId: ID!) {\n  alertRaised(workspaceId: $workspaceId) {\n    entryId\n    at\n    change\n    alert {\n      __typename\n      id\n      kind\n      state\n      severity\n      sentence\n      since\n      lastMinute\n      acknowledgedAt\n      resolvedAt\n      key {\n        __typename\n        id\n        name\n      }\n    }\n  }\n}": typeof types.OpenAlertsDocument,
};
const documents: Documents = {
    "mutation SignIn($email: String!, $password: String!, $code: String) {\n  signIn(email: $email, password: $password, code: $code) {\n    __typename\n    ... on SignInSuccess {\n      expiresAt\n      user {\n        __typename\n        id\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": types.SignInDocument,
    "query Session {\n  viewer {\n    __typename\n    id\n    name\n    email\n    operator\n    secondFactor\n    recoveryCodesLeft\n    workspaces {\n      id\n      name\n      role\n    }\n  }\n}\n\nmutation SignOut {\n  signOut {\n    __typename\n    ... on SignOutSuccess {\n      signedOut\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": types.SessionDocument,
    "query FindKeys($workspaceId: ID!, $search: String!) {\n  keys(workspaceId: $workspaceId, first: 8, filter: {text: $search}) {\n    edges {\n      node {\n        __typename\n        id\n        name\n        prefix\n        lastFour\n      }\n    }\n  }\n}": types.FindKeysDocument,
    "query OpenAlerts($workspaceId: ID!) {\n  alertCounts(workspaceId: $workspaceId, filter: {states: [OPEN]}) {\n    severity\n    state\n    count\n  }\n}\n\nsubscription AlertRaised($workspaceId: ID!) {\n  alertRaised(workspaceId: $workspaceId) {\n    entryId\n    at\n    change\n    alert {\n      __typename\n      id\n      kind\n      state\n      severity\n      sentence\n      since\n      lastMinute\n      acknowledgedAt\n      resolvedAt\n      key {\n        __typename\n        id\n        name\n      }\n    }\n  }\n}": types.OpenAlertsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SignIn($email: String!, $password: String!, $code: String) {\n  signIn(email: $email, password: $password, code: $code) {\n    __typename\n    ... on SignInSuccess {\n      expiresAt\n      user {\n        __typename\n        id\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}"): typeof import('./graphql.ts').SignInDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Session {\n  viewer {\n    __typename\n    id\n    name\n    email\n    operator\n    secondFactor\n    recoveryCodesLeft\n    workspaces {\n      id\n      name\n      role\n    }\n  }\n}\n\nmutation SignOut {\n  signOut {\n    __typename\n    ... on SignOutSuccess {\n      signedOut\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}"): typeof import('./graphql.ts').SessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query FindKeys($workspaceId: ID!, $search: String!) {\n  keys(workspaceId: $workspaceId, first: 8, filter: {text: $search}) {\n    edges {\n      node {\n        __typename\n        id\n        name\n        prefix\n        lastFour\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').FindKeysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query OpenAlerts($workspaceId: ID!) {\n  alertCounts(workspaceId: $workspaceId, filter: {states: [OPEN]}) {\n    severity\n    state\n    count\n  }\n}\n\nsubscription AlertRaised($workspaceId: ID!) {\n  alertRaised(workspaceId: $workspaceId) {\n    entryId\n    at\n    change\n    alert {\n      __typename\n      id\n      kind\n      state\n      severity\n      sentence\n      since\n      lastMinute\n      acknowledgedAt\n      resolvedAt\n      key {\n        __typename\n        id\n        name\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').OpenAlertsDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
