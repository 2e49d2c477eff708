import { Page } from '../../ui/page.tsx';

export function Alerts() {
  return <Page title="Alerts">Alerts</Page>;
}
