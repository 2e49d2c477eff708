import { Plus } from 'lucide-react';
import { lazy, Suspense, useCallback, useState } from 'react';
import { useLocation } from 'wouter';
import type { ActedKey, KeyAction } from '../../key-actions/actions-of.ts';
import { KeyActionDialog } from '../../key-actions/key-action-dialog.tsx';
import { keyMenuItems } from '../../key-actions/key-menu.tsx';
import { useWorkspace, type Workspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { saveCsv } from '../../ui/csv.ts';
import { count } from '../../ui/figures.ts';
import { MenuAt } from '../../ui/menu.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { useCsv } from '../../ui/use-csv.ts';
import { BulkBar } from './bulk-bar.tsx';
import { FilterBar } from './filter-bar.tsx';
import { columnsOf, type ListedKey } from './key-columns.tsx';
import { countFilters, NO_FILTERS } from './key-filters.ts';
import { KeyTable } from './key-table.tsx';
import { RevokeMany, revocationOf } from './revoke-many.tsx';
import { type KeyList, type KeyView, useKeyList, useKeyView } from './use-key-list.ts';
import { useSelection } from './use-selection.ts';

const CreateKey = lazy(async () => ({ default: (await import('./create-key.tsx')).CreateKey }));

/** All keys that the viewer may see: found, watched, changed and made. */
export function Keys() {
  const workspace = useWorkspace();
  const seesOthers = workspace.role !== 'MEMBER';
  const view = useKeyView();
  const list = useKeyList(view);
  const selection = useSelection(view.input);
  const columns = columnsOf(view.columns, seesOthers);
  const { rowMenu, onMenu } = useRowMenu();
  const csv = useCsv('keys', columns, {
    rows: list.pages.readRows(),
    hasMore: !list.state.isAll,
    total: list.total,
    readAll: list.pages.readAll,
  });
  return (
    <Page
      title="Keys"
      lead={<Lead {...list} narrowed={countFilters(view.filters) > 0} />}
      actions={<PageActions view={view} total={list.total} />}
    >
      <Card flush>
        <FilterBar view={view} seesOthers={seesOthers} csv={csv} />
        <BulkBar selection={selection} onSave={(rows) => saveCsv('keys', columns, rows)} />
        <KeyTable
          {...list}
          columns={columns}
          sort={view.sort}
          onSort={view.sortBy}
          selection={selection}
          onMenu={onMenu}
          empty={<NoKeys view={view} workspace={workspace} />}
        />
      </Card>
      {rowMenu}
      {view.creates && workspace.mayHaveKeys && (
        <Suspense>
          <CreateKey onClose={() => view.setParameter('create', null)} />
        </Suspense>
      )}
    </Page>
  );
}

function Lead({
  total,
  counting,
  narrowed,
}: Pick<KeyList, 'total' | 'counting'> & { readonly narrowed: boolean }) {
  if (total === undefined) return <output>{counting && 'Counting …'}</output>;
  const text = `${count(total)} ${total === 1 ? 'key' : 'keys'}`;
  return <output>{narrowed ? `${text} fit the filters` : text}</output>;
}

function PageActions({ view, total }: { readonly view: KeyView; readonly total: number | undefined }) {
  const { isAdmin, mayHaveKeys } = useWorkspace();
  const [revoking, setRevoking] = useState(false);
  const filter = revocationOf(view.input);
  return (
    <>
      {isAdmin && filter !== undefined && total !== undefined && total > 0 && (
        <Button onClick={() => setRevoking(true)}>Revoke all that fit …</Button>
      )}
      {mayHaveKeys && (
        <Button look="primary" onClick={() => view.setParameter('create', '1')}>
          <Plus size={15} aria-hidden="true" /> Create key
        </Button>
      )}
      {revoking && filter !== undefined && (
        <RevokeMany filter={filter} onClose={() => setRevoking(false)} onDone={() => undefined} />
      )}
    </>
  );
}

/** One menu and one dialog for all rows. */
function useRowMenu() {
  const [menu, setMenu] = useState<{ readonly key: ListedKey; readonly anchor: HTMLElement }>();
  const [acting, setActing] = useState<{ readonly action: KeyAction; readonly key: ActedKey }>();
  const [, go] = useLocation();
  const onMenu = useCallback((key: ListedKey, anchor: HTMLElement) => setMenu({ key, anchor }), []);
  const rowMenu = (
    <>
      {menu !== undefined && (
        <MenuAt
          anchor={menu.anchor}
          items={[
            { label: 'Open', onSelect: () => go(`/keys/${menu.key.id}`) },
            ...keyMenuItems(menu.key, (action) => setActing({ action, key: menu.key })),
          ]}
          onClose={() => setMenu(undefined)}
        />
      )}
      {acting !== undefined && (
        <KeyActionDialog action={acting.action} apiKey={acting.key} onClose={() => setActing(undefined)} />
      )}
    </>
  );
  return { rowMenu, onMenu };
}

function NoKeys({ view, workspace }: { readonly view: KeyView; readonly workspace: Workspace }) {
  if (countFilters(view.filters) > 0) {
    return (
      <Empty
        title="No key fits these filters"
        action={<Button onClick={() => view.filterBy(NO_FILTERS)}>Clear all filters</Button>}
      >
        Take one of them away, or look for a part of the name.
      </Empty>
    );
  }
  if (!workspace.mayHaveKeys) {
    return (
      <Empty title="No keys yet">
        As a viewer you see keys and make none. Ask an admin for another role, or to make one.
      </Empty>
    );
  }
  return (
    <Empty
      title="No keys yet"
      action={
        <Button look="primary" onClick={() => view.setParameter('create', '1')}>
          Create the first key
        </Button>
      }
    >
      A key lets a client open your servers. Make one, put it into the client, and see here what it does.
    </Empty>
  );
}
