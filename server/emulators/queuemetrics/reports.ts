import type { Centre } from '@/server/emulators/centre-types';
import { CommandRefused } from '@/server/emulators/command-refused';
import { type FaceReply, jsonReply } from '@/server/emulators/face-http';
import { agentPauseCodes, agentQueues } from './agent-reports';
import { broadcastMessage } from './broadcast';
import { type Block, frameReply, type ResultRow } from './framing';
import { callsKoRaw, callsOkRaw } from './history';
import { rtAgentsRaw, rtCallsRaw } from './realtime-raw';
import { rtAgentsLoggedIn, rtCallsBeingProc, rtRiassunto } from './realtime-screens';
import { periodOf, ReportFailure, sceneOf } from './scene';
import type { QmSettings } from './settings';

const realtimeBlocks = {
  RTRiassunto: rtRiassunto,
  RTCallsBeingProc: rtCallsBeingProc,
  RTAgentsLoggedIn: rtAgentsLoggedIn,
  RtAgentsRaw: rtAgentsRaw,
  RtCallsRaw: rtCallsRaw,
} as const;

const historyBlocks = { CallsOkRaw: callsOkRaw, CallsKoRaw: callsKoRaw } as const;

type Report = (centre: Centre, settings: QmSettings, parameters: URLSearchParams) => Map<string, Block>;

const reports: Readonly<Record<string, Report>> = {
  QmRealtime: (centre, settings, parameters) => {
    const scene = sceneOf(centre, settings, parameters);
    return blocksOf(parameters, /^Real[tT]imeDO\.(\w+)$/, realtimeBlocks, (make) => make(scene));
  },
  QmStats: (centre, settings, parameters) => {
    const scene = sceneOf(centre, settings, parameters);
    const period = periodOf(centre, parameters);
    return blocksOf(parameters, /^DetailsDO\.(\w+)$/, historyBlocks, (make) => make(scene, period));
  },
  QmAgentQueues: (centre, settings, parameters) => new Map([['output', agentQueues(centre, settings, parameters)]]),
  QmBroadcastMsg: (centre, _settings, parameters) => {
    broadcastMessage(centre, parameters);
    return new Map();
  },
  QmAgentPCodes: (centre, _settings, parameters) => new Map([['output', agentPauseCodes(centre, parameters)]]),
};

/** `{base}/{report}/jsonStatsApi.do`; null when there is no such report. Failures are told inside a 200. */
export function reportReply(
  centre: Centre,
  settings: QmSettings,
  report: string,
  parameters: URLSearchParams,
): FaceReply | null {
  const run = Object.hasOwn(reports, report) ? reports[report] : undefined;
  if (!run) return null;
  const format = parameters.get('jsonFormat') === 'simple' ? 'simple' : 'classic';
  try {
    return jsonReply(frameReply(resultRows('OK', ''), run(centre, settings, parameters), format));
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
