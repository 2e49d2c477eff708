import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import style from './button.module.css';
import { classes } from './classes.ts';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  /** `primary`: the one thing that a screen is for. `danger`: takes something away. `quiet`: without a frame. */
  readonly look?: 'primary' | 'danger' | 'quiet' | 'plain';
  readonly size?: 'small' | 'normal';
  /** True while what it started is under way: it says so and cannot be pressed. */
  readonly busy?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children?: ReactNode;
}

/** A button; where it holds nothing but an icon, give it an `aria-label`. */
export function Button({
  look = 'plain',
  size = 'normal',
  busy = false,
  children,
  disabled,
  type,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type === 'submit' ? 'submit' : 'button'}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={buttonClass({ look, size, icon: rest['aria-label'] !== undefined })}
    >
      {children}
    </button>
  );
}

/** The look of a button, for links and triggers of menus. */
export function buttonClass({
  look = 'plain',
  size = 'normal',
  icon = false,
}: Pick<ButtonProps, 'look' | 'size'> & { readonly icon?: boolean }): string {
  return classes(
    style['button'],
    look !== 'plain' && style[look],
    size === 'small' && style['small'],
    icon && style['icon'],
  );
}
