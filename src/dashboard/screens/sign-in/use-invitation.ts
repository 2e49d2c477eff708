import { useMemo, useState, useSyncExternalStore } from 'react';
import { type Outcome, useAction } from '../../api/use-action.ts';
import { type Read, useRead } from '../../api/use-read.ts';
import {
  InvitationAcceptAsNewUserDocument,
  InvitationAcceptDocument,
  InvitationOfferDocument,
  type InvitationOfferQuery,
  SessionDocument,
} from '../../gql/graphql.ts';
import { type Form, useForm } from '../../ui/use-form.ts';
import { useSignIn } from './use-sign-in.ts';

/** How somebody joins: as who is signed in, with a new account, or after signing in to the one they have. */
export type Way = 'SIGNED_IN' | 'NEW' | 'KNOWN';

const NOTHING = {};

/** The secret behind the `#`, which no server sees in a URL. */
function useSecret(): string {
  return useSyncExternalStore(
    (changed) => {
      addEventListener('hashchange', changed);
      return () => removeEventListener('hashchange', changed);
    },
    () => location.hash.slice(1),
  );
}

/** What an invitation offers, and the ways to take it. `join` gives the id of the workspace. */
export function useInvitation(): {
  readonly read: Read<InvitationOfferQuery>;
  /** Who is signed in, where it is somebody else than the invited person. */
  readonly otherEmail: string | undefined;
  readonly way: Way;
  choose(way: Way): void;
  readonly newcomer: Form<{ readonly name: string; readonly password: string }>;
  readonly known: ReturnType<typeof useSignIn>;
  join(): Promise<Outcome<string>>;
} {
  const secret = useSecret();
  const variables = useMemo(() => ({ secret }), [secret]);
  const read = useRead(InvitationOfferDocument, variables);
  const { data: session } = useRead(SessionDocument, NOTHING);
  const newcomer = useForm({ name: '', password: '' });
  const known = useSignIn();
  const [chosen, choose] = useState<Way>();
  const [accept] = useAction(InvitationAcceptDocument);
  const [acceptAsNew] = useAction(InvitationAcceptAsNewUserDocument);
  const invited = read.data?.invitation?.email ?? '';
  const here = session?.viewer?.email;
  const way = chosen ?? (here !== undefined && here === invited ? 'SIGNED_IN' : 'NEW');

  const join = async (): Promise<Outcome<string>> => {
    if (way === 'NEW') {
      const outcome = await acceptAsNew({ secret, ...newcomer.values });
      if (!outcome.done && outcome.trouble.code === 'EMAIL_TAKEN') choose('KNOWN');
      return outcome.done ? { done: true, value: outcome.value.workspaceId } : outcome;
    }
    if (way === 'KNOWN') {
      const entered = await known.signIn({ email: invited });
      if (!entered.done) return entered;
      choose('SIGNED_IN');
    }
    const outcome = await accept({ secret });
    return outcome.done ? { done: true, value: outcome.value.workspace.id } : outcome;
  };
  return {
    read,
    otherEmail: here === undefined || here === invited || way === 'SIGNED_IN' ? undefined : here,
    way,
    choose,
    newcomer,
    known,
    join,
  };
}
