import { Page } from '../../ui/page.tsx';

export function Key() {
  return <Page title="Key">Key</Page>;
}
