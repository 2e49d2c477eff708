import { useState } from 'react';
import { type AllRows, ROWS_MAX } from '../api/read-all.ts';
import type { Outcome } from '../api/use-action.ts';
import type { Column } from './column.ts';
import { saveCsv } from './csv.ts';
import { count, many } from './figures.ts';
import { tell } from './toasts.tsx';

/** The rows of a list, as far as they were read. */
export interface ListedRows<Row> {
  readonly rows: readonly Row[];
  /** There are more of them. */
  readonly hasMore: boolean;
  /** How many there are, where that is known. */
  readonly total?: number | undefined;
  /** Reads them all; left out: a file has no more than is shown. */
  readonly readAll?: (() => Promise<Outcome<AllRows<Row>>>) | undefined;
  /** Where those are that are too many for a file. */
  readonly beyond?: string | undefined;
}

/** What saves a list as CSV, and says beforehand how much of it. */
export interface Csv {
  /** `Save 100 of 100,000 rows as CSV`. */
  readonly title: string;
  /** The rows are being read. */
  readonly busy: boolean;
  save(): void;
}

/** Saves a list as CSV: all of its rows where they can be read, also those that are not shown yet. */
export function useCsv<Row>(fileName: string, columns: readonly Column<Row>[], listed: ListedRows<Row>): Csv {
  const [busy, setBusy] = useState(false);
  const { rows, hasMore, readAll, beyond = 'Narrow the list to save the others.' } = listed;
  const saveAll = async (read: NonNullable<typeof readAll>) => {
    setBusy(true);
    const outcome = await read();
    setBusy(false);
    if (!outcome.done) {
      tell({ tone: 'danger', title: 'Nothing was saved', text: outcome.trouble.message });
      return;
    }
    const { rows: all, isAll } = outcome.value;
    saveCsv(fileName, columns, all);
    if (!isAll)
      tell({ tone: 'warning', title: `The first ${many(all.length, 'row')} are saved`, text: beyond });
  };
  return {
    title: titleOf(listed),
    busy,
    save: () => {
      if (hasMore && readAll !== undefined) void saveAll(readAll);
      else saveCsv(fileName, columns, rows);
    },
  };
}

function titleOf({ rows, hasMore, total, readAll }: ListedRows<unknown>): string {
  if (!hasMore) return `Save ${many(rows.length, 'row')} as CSV`;
  if (readAll === undefined) {
    return `Save ${total === undefined ? `the ${many(rows.length, 'row')} shown` : `${count(rows.length)} of ${many(total, 'row')}`} as CSV`;
  }
  if (total === undefined) return `Save all rows as CSV, at most ${count(ROWS_MAX)}`;
  return total > ROWS_MAX
    ? `Save ${count(ROWS_MAX)} of ${many(total, 'row')} as CSV`
    : `Save all ${many(total, 'row')} as CSV`;
}
