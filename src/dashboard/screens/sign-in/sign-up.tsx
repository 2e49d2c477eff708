import { Link, useLocation, useSearch } from 'wouter';
import { useAction } from '../../api/use-action.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { SignUpDocument } from '../../gql/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice, TroubleNotice } from '../../ui/notice.tsx';
import { useForm } from '../../ui/use-form.ts';
import { NewPasswordField } from './credentials.tsx';
import { Door } from './door.tsx';

/** Makes an account, where the operator lets anybody do so. */
export function SignUp({ onSignedIn }: { onSignedIn(): void }) {
  const form = useForm({ name: '', email: '', password: '' });
  const { busy, trouble, submit } = useSubmit();
  const [signUp] = useAction(SignUpDocument);
  const search = useSearch();
  const [, go] = useLocation();
  const signInPath = search === '' ? '/sign-in' : `/sign-in?${search}`;
  const send = async () => {
    if ((await submit(async () => await signUp(form.values))) === undefined) return;
    onSignedIn();
    go(signInPath);
  };
  return (
    <Door title="Create an account" onSubmit={() => void send()}>
      <TextField label="Your name" autoComplete="name" required {...form.bind('name')} />
      <TextField label="E-mail" type="email" autoComplete="username" required {...form.bind('email')} />
      <NewPasswordField {...form.bind('password')} />
      {trouble?.code === 'SIGN_UP_CLOSED' ? (
        <Notice tone="warning">
          Nobody can sign up by themselves here. Ask an owner or admin of your workspace for an invitation:
          its link makes you an account. Who runs Keywatch can open sign-up with{' '}
          <code>KEYWATCH_SIGN_UP=open</code>.
        </Notice>
      ) : (
        trouble !== undefined && <TroubleNotice trouble={trouble} />
      )}
      <Button type="submit" look="primary" busy={busy}>
        Create account
      </Button>
      <p className="muted">
        You have one? <Link href={signInPath}>Sign in</Link>
      </p>
    </Door>
  );
}
