import { useState } from 'react';
import { type Outcome, useAction } from '../../api/use-action.ts';
import { SignInDocument } from '../../gql/graphql.ts';
import { type Form, useForm } from '../../ui/use-form.ts';

interface Entry {
  readonly email: string;
  readonly password: string;
  readonly code: string;
}

/** Signing in: asks for the code of the second factor once Keywatch does. */
export function useSignIn(email = ''): {
  readonly form: Form<Entry>;
  readonly asksCode: boolean;
  signIn(given?: { readonly email: string }): Promise<Outcome<unknown>>;
} {
  const form = useForm<Entry>({ email, password: '', code: '' });
  const [asksCode, setAsksCode] = useState(false);
  const [send] = useAction(SignInDocument);
  const signIn = async (given?: { readonly email: string }) => {
    const { code, ...entry } = form.values;
    const outcome = await send({ ...entry, ...given, ...(asksCode ? { code } : {}) });
    if (!outcome.done && outcome.trouble.code === 'SECOND_FACTOR_REQUIRED') setAsksCode(true);
    return outcome;
  };
  return { form, asksCode, signIn };
}
