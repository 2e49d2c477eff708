import { useSyncExternalStore } from 'react';

/** A named set of filters, order and columns: all that the URL of the list says. */
export interface SavedView {
  readonly name: string;
  readonly search: string;
}

/** Views that everybody has. */
export const GIVEN_VIEWS: readonly SavedView[] = [
  { name: 'Expiring within 30 days', search: 'status=ACTIVE%2CSUSPENDED&expires=30&sort=expires' },
  { name: 'Unused for 90 days', search: 'status=ACTIVE%2CSUSPENDED&unused=90&sort=used' },
  { name: 'Suspended', search: 'status=SUSPENDED' },
];

const CHANGED = 'keywatch:views';

/** The views that somebody has saved in this browser for a workspace, and how to change them. */
export function useSavedViews(workspaceId: string): {
  readonly views: readonly SavedView[];
  save(view: SavedView): void;
  remove(name: string): void;
} {
  const place = `keywatch.views.${workspaceId}`;
  const stored = useSyncExternalStore(follow, () => localStorage.getItem(place));
  const views = parsed(stored);
  const write = (next: readonly SavedView[]) => {
    localStorage.setItem(place, JSON.stringify(next));
    dispatchEvent(new Event(CHANGED));
  };
  return {
    views,
    save: (view) => write([...views.filter(({ name }) => name !== view.name), view]),
    remove: (removed) => write(views.filter(({ name }) => name !== removed)),
  };
}

/** `storage` is told to the other tabs only. */
function follow(changed: () => void): () => void {
  for (const event of [CHANGED, 'storage']) addEventListener(event, changed);
  return () => {
    for (const event of [CHANGED, 'storage']) removeEventListener(event, changed);
  };
}

function parsed(text: string | null): readonly SavedView[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter(isView) : [];
  } catch {
    return [];
  }
}

function isView(value: unknown): value is SavedView {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'search' in value &&
    typeof value.search === 'string'
  );
}
