import { MultiBar, Presets } from 'cli-progress';

/** Shows how far a command has come, on a terminal; elsewhere it shows nothing. */
export interface Progress {
  bar(name: string, total: number): ProgressBar;
  stop(): void;
}

export interface ProgressBar {
  readonly advance: (by: number) => void;
}

export function openProgress(): Progress {
  if (!process.stderr.isTTY) {
    return { bar: () => ({ advance: () => undefined }), stop: () => undefined };
  }
  const format = '{name} {bar} {value}/{total}  {eta_formatted}';
  const bars = new MultiBar({ format, hideCursor: true, stream: process.stderr }, Presets.shades_classic);
  return {
    bar: (name, total) => {
      const bar = bars.create(total, 0, { name: name.padEnd(10) });
      return { advance: (by) => bar.increment(by) };
    },
    stop: () => bars.stop(),
  };
}
