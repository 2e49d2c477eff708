import { type AddressInfo, connect, createServer } from 'node:net';

/** Redis seen through a proxy that notes what is asked of it. */
export interface RedisTap extends AsyncDisposable {
  readonly url: string;
  /** How many commands were sent to it so far, but for those of each second: the verifiers' beats, and counts of unknown keys. */
  sent(): number;
}

/** Opens a proxy in front of the Redis of a URL. */
export async function openRedisTap(redisUrl: string): Promise<RedisTap> {
  const target = new URL(redisUrl);
  let sent = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 6379), target.hostname);
    client.on('data', (chunk: Buffer) => {
      sent += countCommands(chunk.toString('latin1'));
    });
    client.pipe(upstream).pipe(client);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const url = new URL(redisUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    sent: () => sent,
    [Symbol.asyncDispose]: async () => {
      server.close();
    },
  };
}

function countCommands(text: string): number {
  const commands = text.split(/(?:^|\r\n)\*\d+\r\n(?=\$)/).slice(1);
  return commands.filter((command) => !/:verifiers(?:\r\n|$)|\r\nunknown\|/.test(command)).length;
}
