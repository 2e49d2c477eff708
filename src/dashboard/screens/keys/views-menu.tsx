import { Bookmark } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { isolated } from '../../ui/isolate.ts';
import { Menu } from '../../ui/menu.tsx';
import { tell } from '../../ui/toasts.tsx';
import { GIVEN_VIEWS, type SavedView, useSavedViews } from './saved-views.ts';
import type { KeyView } from './use-key-list.ts';

/** The saved views: to show one, to save what is shown as one, to take one away. */
export function ViewsMenu({ view }: { readonly view: KeyView }) {
  const { id } = useWorkspace();
  const { views, save, remove } = useSavedViews(id);
  const [naming, setNaming] = useState(false);
  const search = useViewSearch();
  const isOwn = views.some(({ name }) => name === view.viewName);
  const line = ({ name, search: saved }: SavedView) => ({
    label: <bdi>{name}</bdi>,
    onSelect: () => view.show(name, saved),
  });
  const take = () => {
    if (view.viewName !== null) remove(view.viewName);
    view.setParameter('view', null);
  };
  return (
    <>
      <Menu
        trigger={
          <Button>
            <Bookmark size={14} aria-hidden="true" /> <bdi>{view.viewName ?? 'Views'}</bdi>
          </Button>
        }
        items={[
          { label: 'All keys', onSelect: () => view.show(null, '') },
          ...GIVEN_VIEWS.map(line),
          ...(views.length > 0 ? ['-' as const, ...views.map(line)] : []),
          '-',
          { label: 'Save as a view …', onSelect: () => setNaming(true) },
          { label: 'Copy link', onSelect: () => void copyLink() },
          ...(isOwn ? [{ label: 'Remove this view', danger: true, onSelect: take }] : []),
        ]}
      />
      {naming && (
        <NameView
          name={view.viewName ?? ''}
          onClose={() => setNaming(false)}
          onName={(name) => {
            save({ name, search });
            view.setParameter('view', name);
            tell({
              title: `${isolated(name)} is saved`,
              text: 'In this browser. Its link shows the same to others.',
            });
          }}
        />
      )}
    </>
  );
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    tell({
      title: 'The link is copied',
      text: 'It shows the same filters to everybody who may see the keys.',
    });
  } catch {
    tell({ tone: 'warning', title: 'The browser does not let pages copy', text: location.href });
  }
}

/** What the URL says besides its name and what is open over the list. */
function useViewSearch(): string {
  const [search] = useSearchParams();
  const kept = new URLSearchParams(search);
  for (const name of ['view', 'create']) kept.delete(name);
  return kept.toString();
}

interface NameViewProps {
  readonly name: string;
  onClose(): void;
  onName(name: string): void;
}

function NameView({ name, onClose, onName }: NameViewProps) {
  const [text, setText] = useState(name);
  const submit = () => {
    onName(text.trim());
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Save as a view"
      lead="Its filters, order and columns."
      onSubmit={submit}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={text.trim() === ''}>
            Save view
          </Button>
        </>
      }
    >
      <TextField label="Name" required maxLength={60} value={text} onChange={setText} />
    </Dialog>
  );
}
