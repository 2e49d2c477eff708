import { Link, useSearch } from 'wouter';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice, TroubleNotice } from '../../ui/notice.tsx';
import { CodeField, PasswordField } from './credentials.tsx';
import { Door } from './door.tsx';
import { useSignIn } from './use-sign-in.ts';

interface SignInProps {
  /** True where a session ran out while somebody worked. */
  readonly ended: boolean;
  onSignedIn(): void;
}

/** Signs in with a password, and where the account has one, with the code of its second factor. */
export function SignIn({ ended, onSignedIn }: SignInProps) {
  const { form, asksCode, signIn } = useSignIn();
  const { busy, trouble, submit } = useSubmit();
  const search = useSearch();
  const send = async () => {
    if ((await submit(signIn)) !== undefined) onSignedIn();
  };
  return (
    <Door title="Sign in to Keywatch" onSubmit={() => void send()}>
      {ended && <Notice tone="warning">Your session has ended. Sign in to go on where you were.</Notice>}
      <TextField label="E-mail" type="email" autoComplete="username" required {...form.bind('email')} />
      <PasswordField {...form.bind('password')} />
      {asksCode && <CodeField {...form.bind('code')} />}
      {trouble !== undefined && trouble.code !== 'SECOND_FACTOR_REQUIRED' && (
        <TroubleNotice trouble={trouble} />
      )}
      <Button type="submit" look="primary" busy={busy}>
        Sign in
      </Button>
      <p className="muted">
        No account yet? <Link href={search === '' ? '/sign-up' : `/sign-up?${search}`}>Create one</Link>
      </p>
    </Door>
  );
}
