import type { PhoneCall, PhoneCallView } from './payloads';

/**
 * A call of several rows, each with the view of one extension, as the one that a server tells that lists it once with all
 * views; rows of a queue tell since when it is there, and it is answered where anybody has.
 */
export function oneCallOf(rows: readonly PhoneCall[], queues: readonly string[]): PhoneCall {
  const isOfQueue = ({ extension }: PhoneCall) => extension !== null && queues.includes(extension);
  const [first, ...others] = [...rows].sort((one, two) => Number(isOfQueue(two)) - Number(isOfQueue(one)));
  if (!first) throw new Error('A call has at least one row');
  return others.reduce(joined, first);
}

function joined(call: PhoneCall, row: PhoneCall): PhoneCall {
  const known = new Set(call.phoneCallView.map(keyOf));
  return {
    ...call,
    published: call.published ?? row.published,
    answered: call.answered ?? row.answered,
    phoneCallView: [...call.phoneCallView, ...row.phoneCallView.filter((view) => !known.has(keyOf(view)))],
  };
}

/** Ids of views may begin anew in each row. */
const keyOf = ({ id, extension, source, destination }: PhoneCallView) =>
  JSON.stringify([id, extension, source, destination]);
