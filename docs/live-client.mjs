// Follows the live floor: node docs/live-client.mjs https://callboard.example cb_… [wall|console]
import { io } from 'socket.io-client';

const [url, token, purpose = 'wall'] = process.argv.slice(2);
const { origin, pathname } = new URL(url);
const socket = io(origin, {
  path: `${pathname.replace(/\/$/, '')}/socket.io`,
  transports: ['websocket'],
  extraHeaders: { authorization: `Bearer ${token}` },
});
const say = (...words) => process.stdout.write(`${words.join(' ')}\n`);
const floor = {};
let place = null; // { epoch, seq }: where we stand in the stream

socket.on('connect', () => socket.emit('floor:watch', { purpose }, ({ ok, code }) => ok || say('refused', code)));
socket.on('connect_error', ({ message }) => say('refused', message));

socket.on('floor:snapshot', ({ epoch, seq, floor: tables }) => {
  for (const [kind, records] of Object.entries(tables)) floor[kind] = new Map(records.map((one) => [one.id, one]));
  place = { epoch, seq };
  say('snapshot', seq, `${floor.queues.size} queues, ${floor.agents.size} agents`);
});

socket.on('floor:delta', ({ epoch, after, seq, delta: { put = {}, patch = {}, drop = {} } }) => {
  if (place?.epoch !== epoch || place.seq !== after) return socket.emit('floor:resync', () => {});
  for (const [kind, records] of Object.entries(put)) for (const one of records) floor[kind].set(one.id, one);
  for (const [kind, byId] of Object.entries(patch))
    for (const [id, fields] of Object.entries(byId)) floor[kind].set(id, { ...floor[kind].get(id), ...fields });
  for (const [kind, ids] of Object.entries(drop)) for (const id of ids) floor[kind].delete(id);
  place = { epoch, seq };
  const waiting = [...floor.queues.values()].reduce((sum, queue) => sum + (queue.waiting ?? 0), 0);
  say('delta', seq, `${waiting} waiting`);
});
