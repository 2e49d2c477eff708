import { Page } from '../../ui/page.tsx';

export function SignUp({ onSignedIn }: { onSignedIn(): void }) {
  return (
    <Page title="SignUp">
      <button type="button" onClick={onSignedIn}>
        Go on
      </button>
    </Page>
  );
}
