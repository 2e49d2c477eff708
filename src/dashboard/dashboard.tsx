import { CSPProvider } from '@base-ui/react/csp-provider';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';
import { Provider } from 'urql';
import { Redirect, Route, Switch, useSearch } from 'wouter';
import { createClient } from './api/client.ts';
import { nextOf } from './screens/sign-in/next.ts';
import { SessionProvider, useViewer } from './session/session.tsx';
import { Catch, Fallback } from './shell/fallback.tsx';
import { Shell } from './shell/shell.tsx';
import { Skeleton } from './ui/page.tsx';
import { Toasts, tell } from './ui/toasts.tsx';

const SignIn = lazy(async () => ({ default: (await import('./screens/sign-in/sign-in.tsx')).SignIn }));
const SignUp = lazy(async () => ({ default: (await import('./screens/sign-in/sign-up.tsx')).SignUp }));
const Invitation = lazy(async () => ({
  default: (await import('./screens/sign-in/invitation.tsx')).Invitation,
}));
const FirstWorkspace = lazy(async () => ({
  default: (await import('./screens/sign-in/first-workspace.tsx')).FirstWorkspace,
}));

/** All of it: who is signed in sees a workspace; who is not is asked to sign in, and finds the same page afterwards. */
export function Dashboard() {
  const [signedOut, setSignedOut] = useState<'NO' | 'NEVER_IN' | 'ENDED'>('NO');
  const onSignedOut = useCallback(
    (ended: boolean) => setSignedOut((known) => (known !== 'NO' ? known : ended ? 'ENDED' : 'NEVER_IN')),
    [],
  );
  const [client, setClient] = useState(() => createClient({ onSignedOut, onOutdated }));
  // A new session begins with an empty cache: what somebody else saw is gone.
  const onSignedIn = useCallback(() => {
    setClient(createClient({ onSignedOut, onOutdated }));
    setSignedOut('NO');
  }, [onSignedOut]);
  const inside = (children: ReactNode) =>
    signedOut === 'NO' ? (
      <SessionProvider>{children}</SessionProvider>
    ) : (
      <SignIn ended={signedOut === 'ENDED'} onSignedIn={onSignedIn} />
    );
  return (
    <CSPProvider disableStyleElements>
      <Catch>
        <Provider value={client}>
          <Toasts>
            <Suspense fallback={<Skeleton height={400} label="Loading" />}>
              <Switch>
                <Route path="/invitation">
                  <Invitation onSignedIn={onSignedIn} />
                </Route>
                <Route path="/sign-up">
                  <SignUp onSignedIn={onSignedIn} />
                </Route>
                <Route path="/sign-in">{inside(<GoOn />)}</Route>
                <Route>{inside(<Places />)}</Route>
              </Switch>
            </Suspense>
          </Toasts>
        </Provider>
      </Catch>
    </CSPProvider>
  );
}

/** Leads who is signed in to where the URL says, which need not be a page of the dashboard. */
function GoOn() {
  const next = nextOf(useSearch(), location.origin);
  useEffect(() => location.replace(next), [next]);
  return <Skeleton height={400} label="Loading" />;
}

/** Operations go by their hash, and another release has other ones. */
function onOutdated(): void {
  tell({
    tone: 'warning',
    title: 'Keywatch has been upgraded',
    text: 'Load the page again to go on.',
    forMs: 0,
    action: { label: 'Load again', run: () => location.reload() },
  });
}

const LAST_WORKSPACE = 'keywatch.workspace';

function Places() {
  const { workspaces } = useViewer();
  const last = localStorage.getItem(LAST_WORKSPACE);
  const first = workspaces.find(({ id }) => id === last) ?? workspaces[0];
  if (first === undefined) return <FirstWorkspace />;
  return (
    <Switch>
      <Route path="/w/:workspaceId" nest>
        {({ workspaceId }) => {
          const workspace = workspaces.find(({ id }) => id === workspaceId);
          if (workspace === undefined) return <Fallback code="NOT_FOUND" />;
          localStorage.setItem(LAST_WORKSPACE, workspace.id);
          return <Shell workspace={workspace} />;
        }}
      </Route>
      <Route path="/account">
        <Redirect to={`/w/${first.id}/account`} replace />
      </Route>
      <Route>
        <Redirect to={`/w/${first.id}/overview`} replace />
      </Route>
    </Switch>
  );
}
