import { Page } from '../../ui/page.tsx';

export function Alert() {
  return <Page title="Alert">Alert</Page>;
}
