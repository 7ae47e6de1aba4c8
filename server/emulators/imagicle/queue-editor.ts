import type { Centre, CentreQueue, StoredAs } from '@/server/emulators/centre-types';
import { emptyReply, type FaceReply, jsonReply } from '@/server/emulators/face-http';
import { type ImagicleCall, mayManage } from './call';
import { maxWaitingOf, suiteOf } from './configuration';
import { errorReply, forbidden, refusedAddition, refusedRemoval, unlessRefused } from './errors';
import { type RawBody, rawBody, takenReply } from './name-and-phone';
import { checkQueueBody, type QueueBody } from './queue-body';
import { queueObject } from './queues';

/** `POST /Queues/FIFO`. */
export function createQueue({ centre, settings, body }: ImagicleCall): FaceReply {
  if (!settings.managesEverything) return forbidden('403.GlobalAdmin');
  const raw = rawBody(body);
  const checked = checkQueueBody(raw);
  if ('reply' in checked) return checked.reply;
  const taken = takenReply(centre, checked.values, 'queue', 0);
  if (taken) return taken;
  const id = suiteOf(centre).nextQueueId();
  const order = { deed: 'create-queue', agentId: null, details: { queueId: String(id), ...raw } };
  return unlessRefused(() => {
    const isDone = centre.command(order, (as) => store(raw, as, (values) => openQueue(centre, id, values)));
    if (!isDone) return errorReply(500, 'The queue could not be created');
    const queue = centre.queues.find((one) => one.id === String(id));
    return jsonReply(settings.createReply === 'object' && queue ? queueObject(centre, settings, queue) : { id }, 201);
  }, refusedAddition);
}

/** Whatever happens to values on their way, what is kept of them is a queue. */
function store(raw: RawBody, as: StoredAs, keep: (values: QueueBody) => boolean): boolean {
  const checked = checkQueueBody(as(raw));
  return 'values' in checked && keep(checked.values);
}

function openQueue(centre: Centre, id: number, values: QueueBody): boolean {
  const { name, phones, configuration } = values;
  const maxWaiting = maxWaitingOf(configuration);
  if (!centre.addQueue({ id: String(id), name, number: phones[0] ?? '', maxWaiting })) return false;
  const queue = centre.queues.find((one) => one.id === String(id));
  if (queue) suiteOf(centre).entryOf(queue).configuration = configuration;
  return queue !== undefined;
}

/** `PUT` or `PATCH /Queues/FIFO/{id}`. */
export function modifyQueue(call: ImagicleCall, queue: CentreQueue): FaceReply {
  const { centre, settings, method, body } = call;
  if (!mayManage(call, suiteOf(centre).entryOf(queue))) return forbidden('403.GlobalOrSpecificInstanceAdmin');
  const raw = method === 'PATCH' ? { ...queueAsSent(centre, queue), ...rawBody(body) } : rawBody(body);
  const checked = checkQueueBody(raw);
  if ('reply' in checked) return checked.reply;
  const taken = takenReply(centre, checked.values, 'queue', Number(queue.id));
  if (taken) return taken;
  const order = { deed: 'modify-queue', agentId: null, details: { queueId: queue.id, ...rawBody(body) } };
  return unlessRefused(() => {
    const isDone = centre.command(order, (as) => store(raw, as, (values) => keepQueue(centre, queue, values)));
    if (!isDone) return errorReply(404, 'Queue not found');
    return settings.modifyReply === 'empty' ? emptyReply : jsonReply(queueObject(centre, settings, queue));
  }, refusedAddition);
}

function queueAsSent(centre: Centre, queue: CentreQueue): RawBody {
  const { configuration } = suiteOf(centre).entryOf(queue);
  const { otherAddresses, ...rest } = configuration;
  return { ...rest, name: queue.name, phoneNumber: [queue.number, ...otherAddresses] };
}

function keepQueue(centre: Centre, queue: CentreQueue, { name, phones, configuration }: QueueBody): boolean {
  const [number = ''] = phones;
  const isThere = centre.changeQueue(queue.id, { name, number, maxWaiting: maxWaitingOf(configuration) });
  if (isThere) suiteOf(centre).entryOf(queue).configuration = configuration;
  return isThere;
}

/** `DELETE /Queues/FIFO/{id}`. */
export function deleteQueue({ centre, settings }: ImagicleCall, queue: CentreQueue): FaceReply {
  if (!settings.managesEverything) return forbidden('403.GlobalAdmin');
  const order = { deed: 'delete-queue', agentId: null, details: { queueId: queue.id } };
  return unlessRefused(() => {
    const isDone = centre.command(order, () => centre.removeQueue(queue.id));
    return isDone ? emptyReply : errorReply(404, 'Queue not found');
  }, refusedRemoval);
}

/** Somebody else changes a queue, a field of it or several, or deletes it. */
export function editQueue(centre: Centre, queue: CentreQueue, values: RawBody | null): boolean {
  if (values === null) return centre.removeQueue(queue.id);
  const checked = checkQueueBody({ ...queueAsSent(centre, queue), ...values });
  if ('reply' in checked) throw new Error(checked.reply.body);
  return keepQueue(centre, queue, checked.values);
}
