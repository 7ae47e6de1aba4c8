import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Face } from '@/server/emulators/face-http';
import type { Clock } from '@/server/ports';
import { sendHalf, sendHuge, sendJson, sendLoginPage, sendStatus } from './broken-replies';
import { type CommandGate, createCommandGate } from './command-gate';
import type { DoctoredCentre, Lie } from './doctored-centre';
import { type FaultBook, faultOf, type SetFault } from './fault-book';
import type { FaultKind } from './faults';
import { createReplyMemory, type ReplyMemory } from './reply-memory';
import { sendReply, tapReply } from './reply-tap';
import type { RequestCounter } from './request-counter';

export interface LayerParts {
  readonly face: Face;
  readonly doctored: DoctoredCentre;
  readonly book: FaultBook;
  readonly counter: RequestCounter;
  /** The emulated time: what the vendor's clock shows when it is right. */
  readonly clock: Clock;
}

interface Visit {
  readonly parts: LayerParts;
  readonly memory: ReplyMemory;
  readonly faults: readonly SetFault[];
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Puts the fault layer in front of a face: each request meets the faults that are set for it. */
export function createFaultLayer(parts: LayerParts): Face {
  const memory = createReplyMemory();
  parts.book.seat(parts.doctored.truth);
  return (request, response) => {
    parts.counter.count(request);
    const faults = parts.book.meet(request.url ?? '/');
    const visit = { parts, memory, faults, request, response };
    const latency = faultOf(faults, 'latency');
    if (!latency) serve(visit);
    else {
      const cancel = parts.clock.after(latency.ms, () => serve(visit));
      response.once('close', cancel);
    }
  };
}

function serve(visit: Visit): void {
  const { parts, faults, response } = visit;
  if (response.destroyed || faultOf(faults, 'hang')) return;
  const lie = lieOf(faults);
  const vendorNow = parts.clock.now() + (lie?.skewMs ?? 0);
  response.setHeader('Date', new Date(vendorNow).toUTCString());
  if (replyBroken(visit, vendorNow)) return;
  const gate = createCommandGate(parts.book, parts.clock, visit.request);
  parts.doctored.under(lie, () => replyFromFace(visit, gate, vendorNow), gate.pass);
}

/** Answers in the vendor's place; true when it did. */
function replyBroken({ faults, response, request, memory }: Visit, now: number): boolean {
  const huge = faultOf(faults, 'huge-body');
  const status = faultOf(faults, 'status');
  const wrong = faultOf(faults, 'wrong-shape');
  const frozen = faultOf(faults, 'frozen') ? memory.recall(request) : null;
  if (huge) sendHuge(response, huge.megabytes);
  else if (status) sendStatus(response, status, now);
  else if (faultOf(faults, 'html-login')) sendLoginPage(response);
  else if (wrong) sendJson(response, wrong.body);
  else if (frozen) {
    const { date: _stale, ...headers } = frozen.headers;
    sendReply(response, { ...frozen, headers });
  } else return false;
  return true;
}

function replyFromFace({ parts, faults, request, response, memory }: Visit, gate: CommandGate, now: number): void {
  tapReply(response, (reply) => {
    memory.keep(request, reply);
    const fate = gate.fate();
    if (fate === 'silent') return;
    gate.answered(fate === 'sent' ? reply.status : fate.status);
    if (fate !== 'sent') sendStatus(response, fate, now);
    else if (faultOf(faults, 'cut-body')) sendHalf(response, reply);
    else sendReply(response, reply);
  });
  parts.face(request, response);
}

const lyingKinds: readonly FaultKind[] = ['empty-agents', 'since-reset', 'clock-skew'];

function lieOf(faults: readonly SetFault[]): Lie | null {
  if (!faults.some(({ fault }) => lyingKinds.includes(fault.fault))) return null;
  return {
    skewMs: faultOf(faults, 'clock-skew')?.ms ?? 0,
    notBefore: faults.find(({ fault }) => fault.fault === 'since-reset')?.since ?? null,
    hidesAgents: faultOf(faults, 'empty-agents') !== null,
  };
}
