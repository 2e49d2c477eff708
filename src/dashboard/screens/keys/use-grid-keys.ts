import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual';
import type { KeyboardEvent, MouseEvent, RefObject } from 'react';
import { useLocation } from 'wouter';
import type { KeyPages } from './key-pages.ts';
import type { Selection } from './use-selection.ts';

const PAGE_STEP = 10;

interface Grid {
  readonly pages: KeyPages;
  readonly rows: number;
  readonly selection: Selection;
  readonly active: number;
  setActive(row: number): void;
  readonly virtual: { scrollToIndex(index: number): void };
  readonly scroller: RefObject<HTMLElement | null>;
}

/**
 * The keyboard of a grid of rows: arrows, Page Up and Down, Home and End move; Space chooses, with Shift while moving as
 * well; Ctrl-A chooses all that is loaded; Enter opens.
 */
export function useGridKeys(grid: Grid): (event: KeyboardEvent) => void {
  const [, go] = useLocation();
  return (event) => {
    const isRow = event.target instanceof HTMLElement && event.target.dataset['row'] !== undefined;
    if (!isRow) return;
    const { pages, rows, selection, active } = grid;
    const key = pages.rowAt(active);
    const to = targetOf(event.key, active, rows - 1);
    if (to !== undefined) {
      const next = pages.rowAt(to);
      if (event.shiftKey && key !== undefined && next !== undefined) selection.add([key, next]);
      focusRow(grid, to);
    } else if (event.key === ' ' && key !== undefined) selection.toggle(key);
    else if (event.key === 'Enter' && key !== undefined) go(`/keys/${key.id}`);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) selection.add(pages.readRows());
    else if (event.key === 'Escape') selection.clear();
    else return;
    event.preventDefault();
  };
}

/** Draws the row that has the focus also where it was scrolled away, so that the focus stays. */
export function rowsWithActive(active: number): (range: Range) => number[] {
  return (range) => {
    const rows = defaultRangeExtractor(range);
    if (rows.includes(active) || active >= range.count) return rows;
    return [...rows, active].sort((one, other) => one - other);
  };
}

function targetOf(key: string, active: number, last: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + PAGE_STEP,
    PageUp: active - PAGE_STEP,
    Home: 0,
    End: last,
  };
  const to = steps[key];
  return to === undefined ? undefined : Math.max(0, Math.min(to, last));
}

function focusRow({ setActive, virtual, scroller }: Grid, row: number): void {
  setActive(row);
  virtual.scrollToIndex(row);
  requestAnimationFrame(() =>
    scroller.current
      ?.querySelector<HTMLElement>(`[data-row="${String(row)}"]`)
      ?.focus({ preventScroll: true }),
  );
}

/** Opens the key whose name was clicked; with a modifier the browser does, in a tab of its own. */
export function useRowLinks(): (event: MouseEvent) => void {
  const [, go] = useLocation();
  return (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-key]') : null;
    const isPlain =
      event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (link === null || !isPlain) return;
    event.preventDefault();
    go(`/keys/${link.dataset['key'] ?? ''}`);
  };
}
