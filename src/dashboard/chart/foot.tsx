import { ChartNoAxesColumnIncreasing, Download, Table2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import style from './chart.module.css';

interface FootProps {
  /** Whether the scale is logarithmic; undefined: the chart has no other than the linear one. */
  readonly isLog: boolean | undefined;
  onLog(isLog: boolean): void;
  readonly asTable: boolean;
  onTable(asTable: boolean): void;
  onSave(): void;
  /** The legend. */
  readonly children: ReactNode;
}

/** What stands below a chart: its legend, and how else its figures can be had. */
export function Foot({ isLog, onLog, asTable, onTable, onSave, children }: FootProps) {
  return (
    <div className={style['foot']}>
      {children}
      <div className={style['ways']}>
        {isLog !== undefined && (
          <Button
            size="small"
            look="quiet"
            aria-pressed={isLog}
            title="Each order of magnitude as high as the next, so that few and many are seen at once"
            onClick={() => onLog(!isLog)}
          >
            <ChartNoAxesColumnIncreasing size={14} aria-hidden="true" /> Log scale
          </Button>
        )}
        <Button size="small" look="quiet" aria-pressed={asTable} onClick={() => onTable(!asTable)}>
          <Table2 size={14} aria-hidden="true" /> {asTable ? 'Hide the table' : 'Show as table'}
        </Button>
        <Button size="small" look="quiet" onClick={onSave}>
          <Download size={14} aria-hidden="true" /> CSV
        </Button>
      </div>
    </div>
  );
}
