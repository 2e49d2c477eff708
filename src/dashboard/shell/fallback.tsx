import { Component, type ReactNode } from 'react';
import { Button, buttonClass } from '../ui/button.tsx';
import { Empty } from '../ui/notice.tsx';

/** What is shown of a place that is not there, or not for the viewer to see. */
export function Fallback({ code = 'NOT_FOUND' }: { readonly code?: 'NOT_FOUND' | 'FORBIDDEN' }) {
  const { title, text } = REASONS[code];
  return (
    <Empty
      title={title}
      action={
        <a className={buttonClass({})} href="/">
          To the overview
        </a>
      }
    >
      {text} ({code})
    </Empty>
  );
}

const REASONS = {
  NOT_FOUND: {
    title: 'There is nothing here',
    text: 'It was deleted, the link has a fault, or it belongs to a workspace that you are not in. Ask whoever sent you the link.',
  },
  FORBIDDEN: {
    title: 'Only owners and admins see this',
    text: 'Your role in this workspace is another one. Ask an owner or admin to look for you, or to change your role.',
  },
};

/** Keeps a screen that fails from taking the others with it; give it the place as its `key`. */
export class Catch extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Empty
        title="This page has failed"
        action={<Button onClick={() => location.reload()}>Load it again</Button>}
      >
        It may have been built anew since you opened it. Your keys and counts are not touched by this. Where
        it goes on, tell whoever runs Keywatch what you did.
      </Empty>
    );
  }
}
