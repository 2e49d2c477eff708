import { Page } from '../../ui/page.tsx';

export function FirstWorkspace() {
  return <Page title="FirstWorkspace">FirstWorkspace</Page>;
}
