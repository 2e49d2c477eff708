import type { Role } from '../../gql/graphql.ts';

/** What each role may do, from the least on. */
export const ROLES: readonly { readonly role: Role; readonly title: string; readonly text: string }[] = [
  { role: 'VIEWER', title: 'Viewer', text: 'Sees everything and changes nothing; has no keys.' },
  { role: 'MEMBER', title: 'Member', text: 'Has keys, and sees and manages their own.' },
  {
    role: 'ADMIN',
    title: 'Admin',
    text: 'Manages all keys, servers, people, webhooks and tokens.',
  },
  { role: 'OWNER', title: 'Owner', text: 'An admin who also deals with owners and deletes the workspace.' },
];
