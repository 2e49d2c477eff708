import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Counter, type Registry } from 'prom-client';
import { watchIdleConnections } from './idle-connections.ts';

/** How long clients may take, in milliseconds. */
export interface ClientTimes {
  /** To send the head of a request. */
  readonly headersMs: number;
  /** To send a whole request. */
  readonly requestMs: number;
  /** To send or take nothing at all, also between requests. */
  readonly idleMs: number;
  /** To take what is under way when the server stops; then it is cut off. */
  readonly drainMs: number;
  /** How often they are looked at. */
  readonly checkMs: number;
}

export const CLIENT_TIMES: ClientTimes = {
  headersMs: 10_000,
  requestMs: 30_000,
  // Longer than the minute for which balancers keep idle connections: who reuses them must be the first to close.
  idleMs: 75_000,
  // Longer than any operation may take but an export, which would keep a process from stopping for minutes.
  drainMs: 10_000,
  checkMs: 2_000,
};

/** Requests that a connection may send ahead of their answers: more than any client does that waits for some of them. */
const PIPELINED_MAX = 1_000;

/** What clients do that is no request. */
type Fault = 'timeout' | 'idle' | 'flood' | 'headers_too_large' | 'malformed' | 'reset' | 'aborted';

/** Says why there is no answer to a request that could not be read: status, code, what to do. */
const REFUSALS: Partial<Record<Fault, readonly [number, string, string]>> = {
  timeout: [408, 'REQUEST_TIMEOUT', 'The request did not arrive in time; send it at once.'],
  headers_too_large: [431, 'HEADERS_TOO_LARGE', 'The headers are longer than 16 KiB; send shorter ones.'],
  malformed: [400, 'MALFORMED_HTTP', 'These bytes are no HTTP/1.1 request.'],
};

/** A connection with requests under way. */
interface Open {
  count: number;
  /** The last of them; its body may still be on its way. */
  last: IncomingMessage;
  /** What could not be read: the rest of the last request, or what came after it. */
  fault?: Fault;
}

/** Bounds, ends and counts what clients do to connections. */
export interface ConnectionGuard {
  /** Looks after all connections of a server. */
  watch(server: Server, times: Pick<ClientTimes, 'idleMs' | 'drainMs' | 'checkMs'>): void;
  /** Ends each connection once what is under way on it is answered, and after `drainMs` those that are left. */
  windUp(): void;
  /** Answers what could not be read as a request, in its turn, and ends the connection. */
  refuse(error: { readonly code?: string }, socket: Socket): void;
}

/** Makes a guard that counts in `keywatch_client_faults_total`. */
export function createConnectionGuard(registry: Registry): ConnectionGuard {
  const faults = new Counter({
    name: 'keywatch_client_faults_total',
    help: 'Connections and requests that clients did not bring to their end, by what they did.',
    labelNames: ['fault'],
    registers: [registry],
  });
  const note = (fault: Fault) => faults.inc({ fault });
  const open = new WeakMap<Socket, Open>();
  let windingUp: Server | undefined;
  let watched: Server | undefined;
  let drainMs = 0;

  function onClose(this: ServerResponse) {
    const { socket } = this.req;
    const state = open.get(socket);
    if (state === undefined) return;
    state.count -= 1;
    if (!this.writableFinished && state.fault === undefined) note('aborted');
    if (state.count === 0 && state.fault !== undefined) end(socket, state.fault);
    windingUp?.closeIdleConnections();
  }
  return {
    windUp: () => {
      windingUp = watched;
      windingUp?.closeIdleConnections();
      const timer = setTimeout(() => windingUp?.closeAllConnections(), drainMs);
      windingUp?.on('close', () => clearTimeout(timer));
    },
    watch: (server, times) => {
      watched = server;
      ({ drainMs } = times);
      // Whoever has closed their side waits for the answer all the same.
      Object.assign(server, { httpAllowHalfOpen: true });
      server.on('request', (request, response) => {
        const { socket } = request;
        const state = open.get(socket) ?? { count: 0, last: request };
        if (state.count === 0) open.set(socket, state);
        state.count += 1;
        state.last = request;
        if (state.count > PIPELINED_MAX && state.fault === undefined) {
          state.fault = 'flood';
          note('flood');
          socket.destroy();
        }
        response.on('close', onClose);
      });
      watchIdleConnections(server, times, (socket) => {
        if ((open.get(socket)?.count ?? 0) > 0) note('idle');
        socket.destroy();
      });
    },
    refuse: (error, socket) => {
      const fault = faultOf(error.code);
      note(fault);
      const state = open.get(socket);
      if (state !== undefined) state.fault = fault;
      if (state === undefined || state.count === 0) end(socket, fault);
      // The rest of a request is missing: it is answered now, but no other in its stead.
      else if (!state.last.complete) end(socket, state.count === 1 ? fault : 'reset');
      else if (fault === 'reset') end(socket, fault);
    },
  };
}

function faultOf(code: string | undefined): Fault {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'timeout';
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers_too_large';
  return code?.startsWith('HPE_') === true ? 'malformed' : 'reset';
}

function end(socket: Socket, fault: Fault): void {
  const refusal = REFUSALS[fault];
  if (refusal === undefined || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code, detail] = refusal;
  const body = JSON.stringify({ type: `urn:keywatch:error:${code}`, title: code, status, code, detail });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
