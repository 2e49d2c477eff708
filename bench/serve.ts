import type { Server } from 'node:http';

/** Lets a server process be measured: listens, tells its port, and its processor time when asked. */
export function serveBench(server: Server, stop: () => Promise<void> = async () => undefined): void {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
  });
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMicros: user + system });
  });
  process.on('disconnect', () => {
    void stop().then(() => process.exit(0));
  });
}
