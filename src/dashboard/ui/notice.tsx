import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Trouble } from '../api/trouble.ts';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import style from './notice.module.css';

export type Tone = 'info' | 'good' | 'warning' | 'danger';

const ICONS = { info: Info, good: CircleCheck, warning: TriangleAlert, danger: CircleAlert };

/** Something that people should know where they look. */
export function Notice({ tone = 'info', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  const Icon = ICONS[tone];
  return (
    <div className={classes(style['notice'], style[tone])} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon size={16} aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
}

/** Why something did not work and what to do; `onAgain` offers to try it once more. */
export function TroubleNotice({ trouble, onAgain }: { readonly trouble: Trouble; onAgain?: () => void }) {
  return (
    <Notice tone={trouble.code === 'OFFLINE' ? 'warning' : 'danger'}>
      {trouble.message} <span className={style['code']}>({trouble.code})</span>
      {onAgain !== undefined && (
        <>
          {' '}
          <Button size="small" onClick={onAgain}>
            Try again
          </Button>
        </>
      )}
    </Notice>
  );
}

interface EmptyProps {
  readonly title: string;
  /** What to do next. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** What stands where there is nothing yet. */
export function Empty({ title, children, action }: EmptyProps) {
  return (
    <div className={style['empty']}>
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {action}
    </div>
  );
}
