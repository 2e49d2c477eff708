import { Page } from '../../ui/page.tsx';

export function Replay() {
  return <Page title="Replay">Replay</Page>;
}
