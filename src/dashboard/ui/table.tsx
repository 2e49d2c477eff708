import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Read } from '../api/use-read.ts';
import { Button } from './button.tsx';
import type { Column } from './column.ts';
import { TroubleNotice } from './notice.tsx';
import { SkeletonLines } from './page.tsx';
import style from './table.module.css';
import { type ListedRows, useCsv } from './use-csv.ts';

interface TableProps<Row> {
  /** For screen readers: what is listed. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined: still being read. */
  readonly rows: readonly Row[] | undefined;
  rowKey(row: Row): string;
  /** Stands where there are no rows; says what to do next. */
  readonly empty: ReactNode;
  readonly read?: Pick<Read<unknown>, 'trouble' | 'again'>;
  /** Reads the next page; undefined: this is all. */
  readonly onMore?: (() => void) | undefined;
  /** Of the file that CSV is saved as, without its ending. */
  readonly fileName?: string;
  readonly readAll?: ListedRows<Row>['readAll'];
  readonly beyond?: ListedRows<Row>['beyond'];
}

/** A table of up to some hundred rows, with its skeleton, its emptiness, its trouble and its CSV. */
export function Table<Row>({
  label,
  columns,
  rows,
  rowKey,
  empty,
  read,
  onMore,
  fileName,
  readAll,
  beyond,
}: TableProps<Row>) {
  if (rows === undefined) {
    return (
      <div style={PADDED}>
        {read?.trouble === undefined ? (
          <SkeletonLines lines={5} label={`Loading ${label.toLowerCase()}`} />
        ) : (
          <TroubleNotice trouble={read.trouble} onAgain={read.again} />
        )}
      </div>
    );
  }
  if (rows.length === 0) return empty;
  const shown = columns.filter(({ filedOnly }) => filedOnly !== true);
  return (
    <>
      <div className={style['scroll']}>
        <table className={style['table']} aria-label={label}>
          <thead>
            <tr>
              {shown.map(({ title, end, head }) => (
                <th key={title} scope="col" className={end === true ? style['end'] : undefined}>
                  {head === undefined ? title : head()}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)}>
                {shown.map(({ title, cell, end }) => (
                  <td key={title} className={end === true ? style['end'] : undefined}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={style['foot']}>
        {read?.trouble !== undefined && <TroubleNotice trouble={read.trouble} onAgain={read.again} />}
        {onMore !== undefined && (
          <Button size="small" onClick={onMore}>
            Show more
          </Button>
        )}
        {fileName !== undefined && (
          <SaveCsv
            fileName={fileName}
            columns={columns}
            listed={{ rows, hasMore: onMore !== undefined, readAll, beyond }}
          />
        )}
      </div>
    </>
  );
}

interface SaveCsvProps<Row> {
  readonly fileName: string;
  readonly columns: readonly Column<Row>[];
  readonly listed: ListedRows<Row>;
}

function SaveCsv<Row>({ fileName, columns, listed }: SaveCsvProps<Row>) {
  const { title, busy, save } = useCsv(fileName, columns, listed);
  return (
    <Button size="small" look="quiet" busy={busy} onClick={save}>
      <Download size={14} aria-hidden="true" /> {title}
    </Button>
  );
}

const PADDED = { padding: '4px 16px 14px' } as const;
