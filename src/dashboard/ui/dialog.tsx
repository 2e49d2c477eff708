import { Dialog as Base } from '@base-ui/react/dialog';
import type { FormEvent, ReactNode } from 'react';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import style from './dialog.module.css';

interface DialogProps {
  readonly open: boolean;
  onClose(): void;
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly wide?: boolean;
  /** Of forms: what is done with Enter or the submitting button of `foot`. */
  onSubmit?(): void;
  readonly children?: ReactNode;
  /** Its buttons, the one that does it last. Left out: one that closes. */
  readonly foot?: ReactNode;
}

/** A window over the page that keeps the focus until it is closed. */
export function Dialog({ open, onClose, title, lead, wide = false, onSubmit, children, foot }: DialogProps) {
  const inner = (
    <>
      <div className={style['body']}>{children}</div>
      <div className={style['foot']}>{foot ?? <Button onClick={onClose}>Close</Button>}</div>
    </>
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={style['backdrop']} />
        <Base.Popup className={classes(style['popup'], wide && style['wide'])}>
          <div className={style['head']}>
            <Base.Title className={style['title']}>{title}</Base.Title>
            {lead !== undefined && <Base.Description className={style['lead']}>{lead}</Base.Description>}
          </div>
          {onSubmit === undefined ? (
            inner
          ) : (
            <form style={FORM} onSubmit={submit}>
              {inner}
            </form>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

const FORM = { display: 'contents' } as const;
