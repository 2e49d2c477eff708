import { useAction } from '../api/use-action.ts';
import { SignOutDocument } from '../gql/graphql.ts';

/** Ends the session and begins at the beginning, so that nothing of it stays in memory. */
export function useSignOut(): () => Promise<void> {
  const [signOut] = useAction(SignOutDocument);
  return async () => {
    await signOut({});
    location.assign('/');
  };
}
