import type { ServerResponse } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import { JSON_TYPE } from './answer.ts';
import type { NoteAnswer } from './answer-times.ts';
import { answerProblem, logProblem, toProblem } from './problem.ts';

/** A request of a hot route that is being answered. */
export interface HotRequest {
  readonly requestId: string;
  readonly response: ServerResponse;
  /** When it came, by the process' clock. */
  readonly startedAt: number;
}

/** Answers a hot request with what comes of some work, written as JSON, or with the problem that it rejects with. */
export type AnswerHot = <T>(request: HotRequest, work: Promise<T>, write: (result: T) => string) => void;

const OK_HEADERS = ['content-type', JSON_TYPE];

/** Answers as Fastify's routes do, and tells of each answer, as Fastify did not see it. */
export function createAnswerHot(path: string, log: FastifyBaseLogger, onAnswered: NoteAnswer): AnswerHot {
  const send = (
    { response, startedAt }: HotRequest,
    { status, headers, body }: { status: number; headers: readonly string[]; body: string },
  ) => {
    response.writeHead(status, [...headers, 'content-length', String(Buffer.byteLength(body))]);
    response.end(body);
    onAnswered(path, status, (performance.now() - startedAt) / 1_000);
  };
  return (request, work, write) => {
    const { requestId } = request;
    work.then(
      (result) => send(request, { status: 200, headers: OK_HEADERS, body: write(result) }),
      (error: unknown) => {
        const problem = logProblem(log.child({ reqId: requestId }), error, toProblem(error));
        send(request, answerProblem(problem, requestId));
      },
    );
  };
}

/** Undefined where a text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
