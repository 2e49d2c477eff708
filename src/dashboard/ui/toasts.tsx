import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, buttonClass } from './button.tsx';
import type { Tone } from './notice.tsx';
import style from './toasts.module.css';

interface News {
  readonly title: string;
  readonly text?: string;
  readonly tone?: Tone;
  /** One thing to do about it, such as to undo it. */
  readonly action?: { readonly label: string; run(): void };
  /** How long it stays; 0: until it is closed. */
  readonly forMs?: number;
}

const manager = Toast.createToastManager();

/** Tells something in the corner of the page, the same thing once; screen readers say it as well. */
export function tell({ title, text, tone = 'good', action, forMs = 6_000 }: News): void {
  manager.add({
    id: `${title} ${text ?? ''}`,
    title,
    description: text,
    type: tone,
    timeout: forMs,
    priority: tone === 'danger' ? 'high' : 'low',
    ...(action === undefined ? {} : { actionProps: { children: action.label, onClick: action.run } }),
  });
}

/** Where `tell` tells. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  return (
    <Toast.Provider toastManager={manager} limit={4}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={style['viewport']}>
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function List() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    // Base UI hides urgent ones from screen readers, although they take the focus.
    <Toast.Root key={toast.id} toast={toast} className={style['toast']} aria-hidden={false}>
      <Toast.Content className={style['content']}>
        <Toast.Title className={style['title']} />
        <Toast.Description className={style['text']} />
        {toast.actionProps !== undefined && <Toast.Action className={buttonClass({ size: 'small' })} />}
      </Toast.Content>
      <Toast.Close aria-hidden={false} render={<Button look="quiet" size="small" aria-label="Close" />}>
        <X size={14} aria-hidden="true" />
      </Toast.Close>
    </Toast.Root>
  ));
}
