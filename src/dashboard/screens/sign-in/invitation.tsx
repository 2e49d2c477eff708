import { Page } from '../../ui/page.tsx';

export function Invitation({ onSignedIn }: { onSignedIn(): void }) {
  return (
    <Page title="Invitation">
      <button type="button" onClick={onSignedIn}>
        Go on
      </button>
    </Page>
  );
}
