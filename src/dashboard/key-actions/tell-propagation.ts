import type { Propagation } from '../gql/graphql.ts';
import { tell } from '../ui/toasts.tsx';

type News = Omit<Parameters<typeof tell>[0], 'tone' | 'text'> & { readonly text?: string };

/** Tells what was done to keys, and where Redis is away, that verifiers may go by the old state for a while. */
export function tellPropagation(propagation: Propagation, news: News): void {
  if (propagation === 'DONE') {
    tell(news);
    return;
  }
  tell({
    ...news,
    tone: 'warning',
    text: 'It is stored, but Redis is away: it is carried on to the verifiers as soon as Redis is back.',
    forMs: 12_000,
  });
}
