import type { ReactNode } from 'react';

/** A column: how a row is shown, and what of it stands in a CSV file. */
export interface Column<Row> {
  readonly title: string;
  cell(row: Row): ReactNode;
  /** Left out: the column is in no file, such as one of buttons. */
  csv?(row: Row): string | number | boolean | null | undefined;
  /** Numbers stand at the end of their column. */
  readonly end?: boolean;
}
