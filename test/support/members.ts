import { AcceptInvitation, InviteMember } from './documents/people.ts';
import { ask, type Person, signUp, success, type Tenant } from './graphql.ts';
import type { TestKeywatch } from './keywatch.ts';

export type Role = 'OWNER' | 'ADMIN' | 'MEMBER' | 'VIEWER';

/** Somebody who was invited and accepted. */
export async function seedMember(
  keywatch: TestKeywatch,
  { workspaceId, token }: Tenant,
  role: Role,
  name = 'Grace',
): Promise<Person> {
  const person = await signUp(keywatch, name);
  const secret = await invite(keywatch, { workspaceId, token }, person.email, role);
  success(await ask(keywatch, AcceptInvitation, { secret }, person.token));
  return person;
}

/** Invites somebody and returns the secret of the link. */
export async function invite(
  keywatch: TestKeywatch,
  { workspaceId, token }: Pick<Tenant, 'workspaceId' | 'token'>,
  email: string,
  role: Role = 'MEMBER',
): Promise<string> {
  const { link } = success(await ask(keywatch, InviteMember, { workspaceId, email, role }, token));
  return link.split('#')[1] ?? '';
}
