import { ChevronsUpDown, Search, UserRound } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import { useRead } from '../api/use-read.ts';
import { OpenAlertsDocument } from '../gql/graphql.ts';
import { useViewer, useWorkspace, type Viewer, WorkspaceProvider } from '../session/session.tsx';
import mark from '../style/mark.svg';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { Skeleton } from '../ui/page.tsx';
import { useAlertNews } from './alert-news.ts';
import { Catch, Fallback } from './fallback.tsx';
import { PLACES } from './places.ts';
import { bringScreens, SCREENS } from './routes.tsx';
import style from './shell.module.css';
import { SEARCH_KEYS, useShortcuts } from './shortcuts.ts';
import { useSignOut } from './sign-out.ts';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));

/** The first screen comes alone; so long after it, the others. */
const OTHERS_AFTER_MS = 2_000;

/** A workspace: its navigation, and the screen that the URL names. */
export function Shell({ workspace }: { readonly workspace: Viewer['workspaces'][number] }) {
  const [location] = useLocation();
  const [searching, setSearching] = useState(false);
  useShortcuts({ onSearch: () => setSearching(true) });
  useEffect(() => {
    const timer = setTimeout(() => void bringScreens(), OTHERS_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <WorkspaceProvider workspace={workspace} key={workspace.id}>
      <a className={style['skip']} href="#main">
        Skip to the content
      </a>
      <div className={style['shell']}>
        <Side onSearch={() => setSearching(true)} />
        <main id="main" className={style['main']} tabIndex={-1}>
          <Catch key={location}>
            <Suspense fallback={<Skeleton height={240} label="Loading" />}>
              <Switch>
                {SCREENS.map(([path, Screen]) => (
                  <Route key={path} path={path}>
                    {(params) => <Screen params={params as Record<string, string>} />}
                  </Route>
                ))}
                <Route>
                  <Fallback />
                </Route>
              </Switch>
            </Suspense>
          </Catch>
        </main>
      </div>
      {searching && (
        <Suspense>
          <Palette onClose={() => setSearching(false)} />
        </Suspense>
      )}
    </WorkspaceProvider>
  );
}

function Side({ onSearch }: { onSearch(): void }) {
  const { id, isAdmin } = useWorkspace();
  const [location] = useLocation();
  const variables = useMemo(() => ({ workspaceId: id }), [id]);
  const { data } = useRead(OpenAlertsDocument, variables);
  const live = useAlertNews(id);
  const open = (data?.alertCounts ?? []).reduce((sum, { count }) => sum + count, 0);
  return (
    <div className={style['side']}>
      <Link href="/overview" className={style['brand']}>
        <img src={mark} alt="" /> Keywatch
      </Link>
      <WorkspaceMenu />
      <nav aria-label="Workspace" className={style['nav']}>
        {PLACES.filter(({ forAdmins }) => isAdmin || !forAdmins).map(({ path, title, Icon }) => (
          <Link
            key={path}
            href={path}
            className={style['link']}
            aria-current={location === path || location.startsWith(`${path}/`) ? 'page' : undefined}
          >
            <Icon size={16} aria-hidden="true" />
            {title}
            {path === '/alerts' && open > 0 && (
              <span className={style['number']} aria-label={`${String(open)} open`}>
                {open}
              </span>
            )}
          </Link>
        ))}
      </nav>
      <div className={style['below']}>
        <output className={style['live']} data-state={live}>
          {live === 'LIVE' ? 'Live' : 'Connecting …'}
        </output>
        <Button look="quiet" onClick={onSearch}>
          <Search size={15} aria-hidden="true" /> Search <kbd>{SEARCH_KEYS}</kbd>
        </Button>
        <AccountMenu />
      </div>
    </div>
  );
}

function WorkspaceMenu() {
  const { workspaces } = useViewer();
  const { id, name } = useWorkspace();
  const [, go] = useLocation();
  return (
    <Menu
      align="start"
      trigger={
        <Button>
          <bdi>{name}</bdi> <ChevronsUpDown size={14} aria-hidden="true" />
        </Button>
      }
      items={workspaces.map((workspace) => ({
        label: <bdi>{workspace.name}</bdi>,
        disabled: workspace.id === id,
        onSelect: () => go(`~/w/${workspace.id}/overview`),
      }))}
    />
  );
}

function AccountMenu() {
  const { name } = useViewer();
  const [, go] = useLocation();
  const signOut = useSignOut();
  return (
    <Menu
      align="start"
      trigger={
        <Button look="quiet">
          <UserRound size={15} aria-hidden="true" /> <bdi>{name}</bdi>
        </Button>
      }
      items={[
        { label: 'Your account', onSelect: () => go('/account') },
        { label: 'GraphiQL', onSelect: () => window.open('/graphql', '_blank', 'noopener') },
        '-',
        { label: 'Sign out', onSelect: () => void signOut() },
      ]}
    />
  );
}
