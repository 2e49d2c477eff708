import { useState } from 'react';
import { Link } from 'wouter';
import type { Trouble } from '../../api/trouble.ts';
import { useAction } from '../../api/use-action.ts';
import { SignInDocument } from '../../gql/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice, TroubleNotice } from '../../ui/notice.tsx';
import { Door } from './door.tsx';

interface SignInProps {
  /** True where a session ran out while somebody worked. */
  readonly ended: boolean;
  onSignedIn(): void;
}

/** Signs in with a password, and where the account has one, with the code of its second factor. */
export function SignIn({ ended, onSignedIn }: SignInProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const [signIn, running] = useAction(SignInDocument);
  const submit = async () => {
    setTrouble(undefined);
    const outcome = await signIn({ email, password, ...(asksCode ? { code } : {}) });
    if (outcome.done) onSignedIn();
    else if (outcome.trouble.code === 'SECOND_FACTOR_REQUIRED') setAsksCode(true);
    else setTrouble(outcome.trouble);
  };
  return (
    <Door title="Sign in to Keywatch" onSubmit={() => void submit()}>
      {ended && <Notice tone="warning">Your session has ended. Sign in to go on where you were.</Notice>}
      <TextField
        label="E-mail"
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={setEmail}
      />
      <TextField
        label="Password"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={setPassword}
      />
      {asksCode && (
        <TextField
          label="Code"
          hint="The six digits of your authenticator, or a recovery code."
          autoComplete="one-time-code"
          required
          value={code}
          onChange={setCode}
        />
      )}
      {trouble !== undefined && <TroubleNotice trouble={trouble} />}
      <Button type="submit" look="primary" busy={running}>
        Sign in
      </Button>
      <p className="muted">
        No account yet? <Link href="/sign-up">Create one</Link>
      </p>
    </Door>
  );
}
