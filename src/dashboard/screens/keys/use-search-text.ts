import { useRef, useState } from 'react';

const PAUSE_MS = 250;

/** A text that is typed at once and told after a pause, so that not each letter is asked for. */
export function useSearchText(
  told: string,
  tell: (text: string) => void,
): [text: string, type: (text: string) => void] {
  const [typed, setTyped] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      tell(text);
      setTyped(undefined);
    }, PAUSE_MS);
  };
  return [typed ?? told, type];
}
