import { Page } from '../../ui/page.tsx';

export function Server() {
  return <Page title="Server">Server</Page>;
}
