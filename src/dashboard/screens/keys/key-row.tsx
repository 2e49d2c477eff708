/* oxlint-disable jsx-a11y/prefer-tag-over-role -- Tags of a table are none for some browsers once their display is changed. */
import { memo } from 'react';
import { mayChange } from '../../key-actions/actions-of.ts';
import { KeyMenuButton } from '../../key-actions/key-menu.tsx';
import { useViewer, useWorkspace } from '../../session/session.tsx';
import { classes } from '../../ui/classes.ts';
import { Skeleton } from '../../ui/page.tsx';
import type { KeyColumn, ListedKey } from './key-columns.tsx';
import style from './keys.module.css';

/** All rows are equally high: two lines of text. */
export const ROW_PX = 46;

interface KeyRowProps {
  readonly apiKey: ListedKey;
  /** Its place in the list, from 0. */
  readonly index: number;
  /** Its place on the page, in pixels. */
  readonly start: number;
  readonly columns: readonly KeyColumn[];
  readonly chosen: boolean;
  /** True of the one row that Tab reaches. */
  readonly active: boolean;
  onToggle(key: ListedKey): void;
  onActive(index: number): void;
  onMenu(key: ListedKey, anchor: HTMLElement): void;
}

/** One key of the list. */
export const KeyRow = memo(function KeyRow(props: KeyRowProps) {
  const { apiKey, index, start, columns, chosen, active, onToggle, onActive, onMenu } = props;
  const viewer = useViewer();
  const workspace = useWorkspace();
  const reach = active ? 0 : -1;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={chosen}
      data-row={index}
      tabIndex={reach}
      className={classes(style['row'], style['placed'])}
      style={{ transform: `translateY(${String(start)}px)` }}
      onFocus={() => onActive(index)}
    >
      <div role="gridcell" className={style['cell']}>
        <input
          type="checkbox"
          aria-label={`Select ${apiKey.name}`}
          tabIndex={reach}
          checked={chosen}
          onChange={() => onToggle(apiKey)}
        />
      </div>
      {columns.map(({ id, cell }) => (
        <div key={id} role="gridcell" className={style['cell']}>
          {cell(apiKey)}
        </div>
      ))}
      <div role="gridcell" className={classes(style['cell'], style['end'])}>
        {mayChange(apiKey, viewer, workspace) && (
          <KeyMenuButton
            name={apiKey.name}
            tabIndex={reach}
            onClick={(event) => onMenu(apiKey, event.currentTarget)}
          />
        )}
      </div>
    </div>
  );
});

/** The place of a row that is still being read. */
export function WaitingRow({
  index,
  start,
  columns,
}: {
  readonly index: number;
  readonly start: number;
  readonly columns: number;
}) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={style['placed']}
      style={{ transform: `translateY(${String(start)}px)` }}
    >
      <div role="gridcell" aria-colspan={columns} className={style['waiting']}>
        <Skeleton width={`${String(86 - ((index * 13) % 30))}%`} />
      </div>
    </div>
  );
}
