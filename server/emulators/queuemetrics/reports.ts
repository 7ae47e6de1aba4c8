import { CommandRefused } from '@/server/emulators/command-refused';
import { type FaceReply, jsonReply } from '@/server/emulators/face-http';
import { agentPauseCodes, agentQueues } from './agent-reports';
import { broadcastMessage } from './broadcast';
import type { Book } from './config/editor-shape';
import { type Block, frameReply, type ResultRow } from './framing';
import { callsKoRaw, callsOkRaw } from './history';
import { pushConfiguration } from './push-configuration';
import { rtAgentsRaw, rtCallsRaw } from './realtime-raw';
import { rtAgentsLoggedIn, rtCallsBeingProc, rtRiassunto } from './realtime-screens';
import { periodOf, ReportFailure, sceneOf } from './scene';

const realtimeBlocks = {
  RTRiassunto: rtRiassunto,
  RTCallsBeingProc: rtCallsBeingProc,
  RTAgentsLoggedIn: rtAgentsLoggedIn,
  RtAgentsRaw: rtAgentsRaw,
  RtCallsRaw: rtCallsRaw,
} as const;

const historyBlocks = { CallsOkRaw: callsOkRaw, CallsKoRaw: callsKoRaw } as const;

type Report = (book: Book, parameters: URLSearchParams) => Map<string, Block>;

const reports: Readonly<Record<string, Report>> = {
  QmRealtime: ({ centre, settings }, parameters) => {
    const scene = sceneOf(centre, settings, parameters);
    return blocksOf(parameters, /^Real[tT]imeDO\.(\w+)$/, realtimeBlocks, (make) => make(scene));
  },
  QmStats: ({ centre, settings }, parameters) => {
    const scene = sceneOf(centre, settings, parameters);
    const period = periodOf(centre, parameters);
    return blocksOf(parameters, /^DetailsDO\.(\w+)$/, historyBlocks, (make) => make(scene, period));
  },
  QmAgentQueues: (book, parameters) => new Map([['output', agentQueues(book, parameters)]]),
  QmBroadcastMsg: (book, parameters) => {
    broadcastMessage(book, parameters);
    return new Map();
  },
  QmAgentPCodes: (book, parameters) => new Map([['output', agentPauseCodes(book, parameters)]]),
  QmPushCfgService: (book, parameters) => {
    pushConfiguration(book, parameters);
    return new Map();
  },
};

/** `{base}/{report}/jsonStatsApi.do`; null when there is no such report. Failures are told inside a 200. */
export function reportReply(book: Book, report: string, parameters: URLSearchParams): FaceReply | null {
  const run = Object.hasOwn(reports, report) ? reports[report] : undefined;
  if (!run) return null;
  const format = parameters.get('jsonFormat') === 'simple' ? 'simple' : 'classic';
  try {
    return jsonReply(frameReply(resultRows('OK', ''), run(book, parameters), format));
  } catch (error) {
    const isRefused = error instanceof CommandRefused;
    if (!isRefused && !(error instanceof ReportFailure)) throw error;
    const reason = isRefused ? (error.words ?? 'Not allowed') : error.message;
    return jsonReply(frameReply(resultRows('KO', reason), new Map(), format));
  }
}

function resultRows(status: string, description: string): ResultRow[] {
  const version: ResultRow = ['QM Version', '24.11.2'];
  return [['Status', status], ['Description', description], ['Time elapsed (ms)', 14], version];
}

/** Every known block under the spelling it was asked by; unknown ones are left out. Names are case-sensitive. */
function blocksOf<Make>(
  parameters: URLSearchParams,
  pattern: RegExp,
  makers: Readonly<Record<string, Make>>,
  run: (make: Make) => Block,
): Map<string, Block> {
  const blocks = new Map<string, Block>();
  for (const asked of parameters.getAll('block')) {
    const name = pattern.exec(asked)?.[1];
    const make = name !== undefined && Object.hasOwn(makers, name) ? makers[name] : undefined;
    if (make) blocks.set(asked, run(make));
  }
  return blocks;
}
