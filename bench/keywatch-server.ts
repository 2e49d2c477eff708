import { startApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';

/** Keywatch's api role as the bench's subject: tells its port, and its processor time when asked. */
const app = await startApp(readConfig());
process.send?.({ port: Number(new URL(app.url).port) });
process.on('message', () =>
  process.send?.({ cpuMicros: process.cpuUsage().user + process.cpuUsage().system }),
);
process.on('disconnect', () => {
  void app.stop().then(() => process.exit(0));
});
