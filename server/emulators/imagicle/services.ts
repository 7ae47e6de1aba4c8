import type { Centre } from '@/server/emulators/centre-types';
import { emptyReply, type FaceReply, jsonReply } from '@/server/emulators/face-http';
import { type ImagicleCall, mayManage } from './call';
import { type IvrService, suiteOf, tenantId } from './configuration';
import {
  badReason,
  type Checked,
  errorReply,
  forbidden,
  nothingHere,
  refusedAddition,
  refusedRemoval,
  unlessRefused,
  wrongMethod,
} from './errors';
import { managersReply } from './managers';
import { checkNameAndPhone, type NameAndPhone, type RawBody, rawBody, takenReply } from './name-and-phone';

const phoneRules = { longestPhone: 50, isList: false };

/** `/Services` of the IVR, `parts` being the path's behind it. */
export function servicesReply(call: ImagicleCall, parts: readonly string[]): FaceReply {
  const [idText, ...rest] = parts;
  const { services } = suiteOf(call.centre);
  if (idText === undefined) {
    if (call.method === 'GET') return jsonReply(services.map(serviceObject));
    return call.method === 'POST' ? createService(call, null) : wrongMethod;
  }
  if (!/^\d+$/.test(idText)) return errorReply(400, 'The service id is not valid', badReason.badId);
  const service = services.find(({ id }) => String(id) === idText);
  if (!service) return errorReply(404, 'Service not found');
  return rest.length === 0 ? oneService(call, service) : belowService(call, service, rest);
}

function belowService(call: ImagicleCall, service: IvrService, parts: readonly string[]): FaceReply {
  const [first, second, username, more] = parts;
  if (first === 'Clone' && second === undefined) {
    return call.method === 'POST' ? createService(call, service) : wrongMethod;
  }
  if (first !== 'Users' || second !== 'Managers' || more !== undefined) return nothingHere;
  return managersReply(call, { entry: service, details: { serviceId: service.id } }, username);
}

function oneService(call: ImagicleCall, service: IvrService): FaceReply {
  const { method, settings } = call;
  if (method === 'GET' && settings.showsOne) return jsonReply(serviceObject(service));
  if (method === settings.modifyMethod) return modifyService(call, service);
  if (method === 'DELETE' && settings.canDelete) return deleteService(call, service);
  return settings.showsOne || settings.modifyMethod || settings.canDelete ? wrongMethod : nothingHere;
}

/** `managers` have a resource of their own. */
export function serviceObject({ id, name, phoneNumber, tenantId: tenant }: IvrService) {
  return { id, name, phoneNumber, tenantId: tenant };
}

function checkService(centre: Centre, body: RawBody, id: number): Checked<NameAndPhone> {
  const checked = checkNameAndPhone(body, phoneRules);
  if ('reply' in checked) return checked;
  const taken = takenReply(centre, checked.values, 'service', id);
  return taken ? { reply: taken } : checked;
}

/** A service from nothing, or as a clone, which keeps tenant and managers. */
function createService(call: ImagicleCall, origin: IvrService | null): FaceReply {
  const { centre, settings } = call;
  if (!settings.managesEverything) return forbidden('403.GlobalAdmin');
  const raw = rawBody(call.body);
  const checked = checkService(centre, raw, 0);
  if ('reply' in checked) return checked.reply;
  const { services, nextServiceId } = suiteOf(centre);
  const id = nextServiceId();
  const deed = origin ? 'clone-service' : 'create-service';
  const details = { serviceId: id, ...(origin ? { originId: origin.id } : {}), ...raw };
  return unlessRefused(() => {
    centre.command({ deed, agentId: null, details }, (as) => {
      const kept = checkService(centre, as(raw), 0);
      if ('reply' in kept) return false;
      const from = origin ?? { tenantId, managers: [] };
      const { name, phones } = kept.values;
      return services.push({ ...from, id, name, phoneNumber: phones[0] ?? '' }) > 0;
    });
    return jsonReply({ id }, 201);
  }, refusedAddition);
}

function modifyService(call: ImagicleCall, service: IvrService): FaceReply {
  const { centre, method, settings } = call;
  if (!mayManage(call, service)) return forbidden('403.GlobalOrSpecificInstanceAdmin');
  const raw = method === 'PATCH' ? { ...serviceObject(service), ...rawBody(call.body) } : rawBody(call.body);
  const checked = checkService(centre, raw, service.id);
  if ('reply' in checked) return checked.reply;
  const order = { deed: 'modify-service', agentId: null, details: { serviceId: service.id, ...rawBody(call.body) } };
  return unlessRefused(() => {
    centre.command(order, (as) => keepService(centre, service, as(raw)));
    return settings.modifyReply === 'empty' ? emptyReply : jsonReply(serviceObject(service));
  }, refusedAddition);
}

function keepService(centre: Centre, service: IvrService, raw: RawBody): boolean {
  const kept = checkService(centre, raw, service.id);
  if ('reply' in kept) return false;
  Object.assign(service, { name: kept.values.name, phoneNumber: kept.values.phones[0] });
  return true;
}

function deleteService({ centre, settings }: ImagicleCall, service: IvrService): FaceReply {
  if (!settings.managesEverything) return forbidden('403.GlobalAdmin');
  const order = { deed: 'delete-service', agentId: null, details: { serviceId: service.id } };
  return unlessRefused(() => {
    centre.command(order, () => dropService(centre, service));
    return emptyReply;
  }, refusedRemoval);
}

function dropService(centre: Centre, service: IvrService): boolean {
  const { services } = suiteOf(centre);
  const place = services.indexOf(service);
  return place !== -1 && services.splice(place, 1).length > 0;
}

/** Somebody else changes a service, a field of it or both, or deletes it. */
export function editService(centre: Centre, service: IvrService, values: RawBody | null): boolean {
  if (values === null) return dropService(centre, service);
  return keepService(centre, service, { ...serviceObject(service), ...values });
}
