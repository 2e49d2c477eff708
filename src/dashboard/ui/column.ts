import type { ReactNode } from 'react';

/** A column: how a row is shown, and what of it stands in a CSV file. */
export interface Column<Row> {
  readonly title: string;
  cell(row: Row): ReactNode;
  /** Shown above the column instead of its title, such as a box that chooses all. */
  head?(): ReactNode;
  /** Stands in files alone. */
  readonly filedOnly?: boolean;
  /** Left out: the column is in no file, such as one of buttons. */
  csv?(row: Row): string | number | boolean | null | undefined;
  /** Numbers stand at the end of their column. */
  readonly end?: boolean;
}
