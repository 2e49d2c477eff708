import { request as send } from 'node:http';
import { text } from 'node:stream/consumers';
import { serve } from './guarded.ts';

/** An HTTP proxy in front of a Keywatch that can hold things up. */
export interface FrontProxy {
  readonly url: string;
  /** Passes nothing on any more of streams that are open, and opens no others; everything else goes on. */
  freezeStreams(): void;
  /** Cuts streams that are open. */
  cutStreams(): void;
  /** Lets requests to a path through, and cuts the connection instead of answering, so many times. */
  swallowAnswers(path: string, times: number): void;
  /** How often a path was asked for. */
  countOf(path: string): number;
}

/** Opens a proxy that ends with the test. */
export async function openFrontProxy(target: string): Promise<FrontProxy> {
  const counts = new Map<string, number>();
  const swallows = new Map<string, number>();
  const cuts = new Set<() => void>();
  let frozen = false;
  const url = await serve((request, response) => {
    const { method, headers, url: path = '/' } = request;
    counts.set(path, (counts.get(path) ?? 0) + 1);
    const isStream = path === '/v1/changes';
    if (isStream && frozen) return;
    const onward = send(new URL(path, target), { method: method ?? 'GET', headers }, (answer) => {
      const swallowed = swallows.get(path) ?? 0;
      if (swallowed > 0) {
        swallows.set(path, swallowed - 1);
        answer.resume().on('end', () => request.socket.destroy());
        return;
      }
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      response.flushHeaders();
      if (isStream) cuts.add(() => request.socket.destroy());
      answer.on('data', (chunk) => {
        if (!(isStream && frozen)) response.write(chunk);
      });
      answer.on('end', () => response.end());
      answer.on('error', () => response.destroy());
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    void text(request).then((body) => onward.end(body));
  });
  return {
    url,
    freezeStreams: () => {
      frozen = true;
    },
    cutStreams: () => {
      for (const cut of cuts) cut();
      cuts.clear();
    },
    swallowAnswers: (path, times) => swallows.set(path, times),
    countOf: (path) => counts.get(path) ?? 0,
  };
}
