import type { ReactNode } from 'react';
import style from './filters.module.css';

/** The fields above a table that narrow it. */
export function Filters({ children }: { readonly children: ReactNode }) {
  return <search className={style['filters']}>{children}</search>;
}
