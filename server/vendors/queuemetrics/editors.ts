import type { EditorRecord } from './client';
import { agentCode, orNull, splitQueues } from './codes';
import { parseNumber } from './figures';
import { plainText, scalarText } from './plain-text';
import type { Settings } from './settings';

export interface EditorAgent {
  readonly code: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly terminal: string | null;
  readonly team: string | null;
  readonly location: string | null;
  /** Queues by the editor's name; null where the record does not tell. */
  readonly memberOf: readonly Membership[] | null;
}

/** A queue by name (agent editor) or an agent by code (queue editor), with the level. */
export interface Membership {
  readonly key: string;
  /** 0 main, 1 wrap, 2 spill. */
  readonly level: number | null;
}

export interface EditorQueue {
  /** Atomic queue ids; more than one makes it a composite. */
  readonly parts: readonly string[];
  readonly name: string;
  readonly direction: 'in' | 'out' | null;
  readonly answerWithinMs: number | null;
  /** Fraction 0–1. */
  readonly serviceLevelTarget: number | null;
  /** Null where the record does not tell. */
  readonly members: readonly Membership[] | null;
}

export interface PauseCode {
  readonly code: string;
  readonly name: string;
}

const aliasColumn = 'aliases';
const associations = 'ltCodeAssociate';
const memberColumns = ['agenti_membri', 'agenti_spilloff_1', 'agenti_spilloff_2'] as const;

/** Whether the short form of a record says all that is wanted of it. */
export const isWholeAgent = (record: EditorRecord): boolean => has(record, aliasColumn);
export const isWholeQueue = (record: EditorRecord): boolean =>
  has(record, 'composizione_coda') && has(record, memberColumns[0]);
export const isWholePause = (record: EditorRecord): boolean => parsePauseCodes([record]).length > 0;

export function parseEditorAgents(records: readonly EditorRecord[]): EditorAgent[] {
  const agents = records.map((record): EditorAgent => {
    const code = agentCode(text(record, 'nome_agente'));
    return {
      code,
      // Not `real_name`: that is the agent's supervisor.
      name: text(record, 'descr_agente') || code,
      aliases: list(record, aliasColumn).map(agentCode),
      terminal: orNull(text(record, 'current_terminal')),
      team: orNull(text(record, 'group_name') || text(record, 'group_by__DECODED')),
      location: orNull(text(record, 'loc_name') || text(record, 'location__DECODED')),
      memberOf: associationsOf(record),
    };
  });
  return firstOfEach(agents, (agent) => agent.code);
}

export function parseEditorQueues(records: readonly EditorRecord[], settings: Settings): EditorQueue[] {
  const queues = records.map((record): EditorQueue => {
    const parts = splitQueues(text(record, 'composizione_coda'));
    const percent = parseNumber(text(record, settings.serviceLevelTargetColumn));
    const withinSeconds = parseNumber(text(record, settings.answerWithinColumn));
    return {
      parts,
      name: text(record, 'nome_coda') || parts.join(' + '),
      direction: directionOf(text(record, 'q_direction')),
      answerWithinMs: withinSeconds !== null && withinSeconds > 0 ? Math.round(withinSeconds * 1000) : null,
      serviceLevelTarget: percent !== null && percent > 0 && percent <= 100 ? percent / 100 : null,
      members: membersOf(record),
    };
  });
  return queues.filter((queue) => queue.parts.length > 0);
}

/** What the columns of a code and of its name are called where they are not documented, the likeliest first. */
export const codePatterns = [/cod/i, /^pausa?e?$|pausa$/i, /name|nome/i];
export const namePatterns = [/desc/i, /name|nome|label|title/i];

/** The columns of the pause editor are not documented: they are found by what their names say. */
export function parsePauseCodes(records: readonly EditorRecord[]): PauseCode[] {
  const codes = records.map((record): PauseCode => {
    const code = textLike(record, codePatterns);
    return { code, name: textLike(record, namePatterns) || code };
  });
  return firstOfEach(codes, (pause) => pause.code);
}

function associationsOf(record: EditorRecord): Membership[] | null {
  const rows = record[associations];
  if (!Array.isArray(rows)) return null;
  return rows.filter(Array.isArray).flatMap(([, queue, level]) => {
    const key = scalarText(queue) ?? '';
    return key === '' ? [] : [{ key, level: levelOf(scalarText(level) ?? '') }];
  });
}

const levels = [
  ['0', 'main'],
  ['1', 'wrap'],
  ['2', 'spill'],
];

function levelOf(word: string): number | null {
  const level = levels.findIndex((words) => words.includes(word.toLowerCase()));
  return level < 0 ? null : level;
}

function membersOf(record: EditorRecord): Membership[] | null {
  if (!has(record, memberColumns[0])) return null;
  const members = memberColumns.flatMap((column, level) =>
    list(record, column).map((code): Membership => ({ key: agentCode(code), level })),
  );
  return firstOfEach(members, (member) => member.key);
}

function directionOf(word: string): 'in' | 'out' | null {
  if (/out/i.test(word)) return 'out';
  return /in/i.test(word) ? 'in' : null;
}

function findKey(record: EditorRecord, column: string): string | undefined {
  if (column in record) return column;
  return Object.keys(record).find((key) => key.toLowerCase() === column.toLowerCase());
}

const has = (record: EditorRecord, column: string): boolean => findKey(record, column) !== undefined;

function text(record: EditorRecord, column: string): string {
  const key = column === '' ? undefined : findKey(record, column);
  return key === undefined ? '' : (scalarText(record[key]) ?? '');
}

/** Several entries in one field are separated by `|`; newer versions may send a list. */
function list(record: EditorRecord, column: string): string[] {
  const key = findKey(record, column);
  const value = key === undefined ? undefined : record[key];
  const entries = Array.isArray(value)
    ? value.map((entry) => scalarText(entry) ?? '')
    : text(record, column).split(/[|,\s]+/);
  return entries.map(plainText).filter((entry) => entry !== '');
}

/** Keys that fit one of the patterns, in their order; decorations are passed over. */
export function keysLike(record: EditorRecord, patterns: readonly RegExp[]): string[] {
  const keys = Object.keys(record).filter(
    (key) => !/^(sys_|nomedata_|opt_|_|pk_id$|id$|id_)|decoded$|key|chiave/i.test(key),
  );
  return [...new Set(patterns.flatMap((pattern) => keys.filter((key) => pattern.test(key))))];
}

/** The first blank-free text under such a key. */
function textLike(record: EditorRecord, patterns: readonly RegExp[]): string {
  const texts = keysLike(record, patterns).map((key) => scalarText(record[key]) ?? '');
  return texts.find((text) => text !== '') ?? '';
}

/** Editors may hold the same code twice: the first counts, and blanks do not. */
function firstOfEach<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set(['']);
  return items.filter((item) => !seen.has(keyOf(item)) && seen.add(keyOf(item)));
}
