/* oxlint-disable jsx-a11y/prefer-tag-over-role -- Tags of a table are none for some browsers once their display is changed. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { KeySort, KeySortField } from '../../gql/graphql.ts';
import { TroubleNotice } from '../../ui/notice.tsx';
import { type KeyColumn, type ListedKey, placesOf } from './key-columns.tsx';
import { PAGE_ROWS } from './key-pages.ts';
import { KeyRow, ROW_PX, WaitingRow } from './key-row.tsx';
import style from './keys.module.css';
import { rowsWithActive, useGridKeys, useRowLinks } from './use-grid-keys.ts';
import type { KeyList } from './use-key-list.ts';
import type { Selection } from './use-selection.ts';

interface KeyTableProps extends KeyList {
  readonly columns: readonly KeyColumn[];
  readonly sort: KeySort;
  onSort(field: KeySortField): void;
  readonly selection: Selection;
  onMenu(key: ListedKey, anchor: HTMLElement): void;
  readonly empty: ReactNode;
}

const OVERSCAN = 8;

/** Keys in any number: only the rows that are seen are drawn. */
export function KeyTable(props: KeyTableProps) {
  const { pages, state, total, columns, selection, onMenu, empty } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [asked, setActive] = useState(0);
  // Tab always reaches a row, also where there are fewer than before.
  const active = Math.min(asked, Math.max(state.rows - 1, 0));
  const waiting = state.isAll ? 0 : Math.min(PAGE_ROWS, Math.max((total ?? PAGE_ROWS) - state.rows, 1));
  // oxlint-disable-next-line react/incompatible-library -- What it returns is used here and in event handlers only.
  const virtual = useVirtualizer({
    count: state.rows + waiting,
    getScrollElement: useCallback(() => scroller.current, []),
    estimateSize: rowPx,
    overscan: OVERSCAN,
    useFlushSync: false,
    scrollPaddingStart: HEAD_PX,
    rangeExtractor: useMemo(() => rowsWithActive(active), [active]),
  });
  const items = virtual.getVirtualItems();
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
  useEffect(() => pages.look(startIndex, endIndex), [pages, startIndex, endIndex]);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [pages]);
  const places = useMemo(() => placesOf(columns), [columns]);
  const onClick = useRowLinks();
  const onKeyDown = useGridKeys({ pages, rows: state.rows, selection, active, setActive, virtual, scroller });
  if (state.isAll && state.rows === 0) return empty;
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- Its rows are what has the focus. */}
      <div
        ref={scroller}
        role="grid"
        aria-label="Keys"
        aria-rowcount={total === undefined ? -1 : total + 1}
        aria-colcount={columns.length + 2}
        aria-multiselectable
        aria-busy={state.rows === 0}
        className={style['grid']}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <Head {...props} places={places} />
        <div role="rowgroup" className={style['rows']} style={{ ...places, height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const key = pages.rowAt(index);
            return key === undefined ? (
              <WaitingRow key={index} index={index} start={start} columns={columns.length + 2} />
            ) : (
              <KeyRow
                key={index}
                apiKey={key}
                index={index}
                start={start}
                columns={columns}
                chosen={selection.keys.has(key.id)}
                active={index === active}
                onToggle={selection.toggle}
                onActive={setActive}
                onMenu={onMenu}
              />
            );
          })}
        </div>
      </div>
      {state.trouble !== undefined && (
        <div className={style['trouble']}>
          <TroubleNotice trouble={state.trouble} onAgain={pages.again} />
        </div>
      )}
    </>
  );
}

const HEAD_PX = 36;

function rowPx(): number {
  return ROW_PX;
}

function Head({
  columns,
  sort,
  onSort,
  selection,
  pages,
  state,
  places,
}: KeyTableProps & { readonly places: ReturnType<typeof placesOf> }) {
  const isAll = state.rows > 0 && selection.keys.size >= state.rows;
  return (
    <div role="rowgroup" className={style['head']} style={places}>
      <div role="row" aria-rowindex={1} className={style['row']}>
        <div role="columnheader" className={style['cell']}>
          <input
            type="checkbox"
            aria-label="Select all rows that are loaded"
            checked={isAll}
            onChange={() => (isAll ? selection.clear() : selection.add(pages.readRows()))}
          />
        </div>
        {columns.map(({ id, title, sort: field }) => (
          <div
            key={id}
            role="columnheader"
            className={style['cell']}
            aria-sort={field === undefined ? undefined : sortOf(field, sort)}
          >
            {field === undefined ? (
              title
            ) : (
              <button type="button" className={style['sort']} onClick={() => onSort(field)}>
                {title}
                {sort.by === field && <SortMark direction={sort.direction} />}
              </button>
            )}
          </div>
        ))}
        <div role="columnheader" className={style['cell']}>
          <span className="visually-hidden">Actions</span>
        </div>
      </div>
    </div>
  );
}

function sortOf(field: KeySortField, { by, direction }: KeySort): 'ascending' | 'descending' | 'none' {
  if (by !== field) return 'none';
  return direction === 'ASC' ? 'ascending' : 'descending';
}

function SortMark({ direction }: { readonly direction: KeySort['direction'] }) {
  const Icon = direction === 'ASC' ? ArrowUp : ArrowDown;
  return <Icon size={13} aria-hidden="true" />;
}
