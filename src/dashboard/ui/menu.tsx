import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { classes } from './classes.ts';
import style from './menu.module.css';

/** One line of a menu; `-` draws a line between groups. */
export type MenuItem =
  | '-'
  | {
      readonly label: ReactNode;
      onSelect(): void;
      readonly danger?: boolean;
      readonly disabled?: boolean;
    };

interface MenuProps {
  /** The button that opens it, such as `<Button aria-label="More">…</Button>`. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly items: readonly MenuItem[];
  readonly align?: 'start' | 'end';
}

/** A button that opens a list of things to do. */
export function Menu({ trigger, items, align = 'end' }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Items items={items} align={align} />
    </Base.Root>
  );
}

interface MenuAtProps extends Pick<MenuProps, 'items' | 'align'> {
  /** The button that it belongs to; it has the focus again afterwards. */
  readonly anchor: HTMLElement;
  onClose(): void;
}

/** The same for many buttons that share one menu, such as those of rows. Mount it while it is open. */
export function MenuAt({ anchor, items, align = 'end', onClose }: MenuAtProps) {
  return (
    <Base.Root modal={false} open onOpenChange={(open) => !open && onClose()}>
      <Items items={items} align={align} anchor={anchor} />
    </Base.Root>
  );
}

interface ItemsProps extends Pick<MenuProps, 'items'> {
  readonly align: 'start' | 'end';
  readonly anchor?: HTMLElement;
}

function Items({ items, align, anchor }: ItemsProps) {
  const at = anchor === undefined ? {} : { anchor };
  const after = anchor === undefined ? {} : { finalFocus: { current: anchor } };
  return (
    <Base.Portal>
      <Base.Positioner {...at} className={style['positioner']} sideOffset={4} align={align}>
        <Base.Popup {...after} className={style['popup']}>
          {items.map((item, index) =>
            item === '-' ? (
              <Base.Separator key={`line-${String(index)}`} className={style['line']} />
            ) : (
              <Base.Item
                key={`item-${String(index)}`}
                disabled={item.disabled ?? false}
                onClick={item.onSelect}
                className={classes(style['item'], item.danger === true && style['danger'])}
              >
                {item.label}
              </Base.Item>
            ),
          )}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
