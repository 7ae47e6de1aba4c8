import { numberIn } from './extended-numbers';
import { romanianNames } from './people';
import type { SitePlan } from './sites';

/** Behind VoipNow: extended numbers, pauses per queue and without a reason. */
export const bucharest: SitePlan = {
  id: 'bucharest',
  name: 'Bucharest',
  timeZone: 'Europe/Bucharest',
  names: romanianNames,
  mailDomain: 'bucuresti.example',
  dialPrefix: '+40',
  firstAgentId: 201,
  extensionOf: (place) => numberIn('0003', 201 + place, 400),
  pauseCodes: [
    { code: 'cafea', name: 'Cafea', isWrapUp: false },
    { code: 'pranz', name: 'Prânz', isWrapUp: false },
    { code: 'sedinta', name: 'Ședință', isWrapUp: false },
  ],
  pauses: { lunch: 'pranz', coffee: 'cafea', short: ['cafea', 'sedinta'] },
  teams: [
    {
      name: 'Vânzări',
      location: 'București',
      agents: 12,
      queues: [
        { id: '401', name: 'Comenzi', number: '0003*401', talkSeconds: 45, weight: 1.3 },
        { id: '402', name: 'Oferte firme', number: '0003*402', talkSeconds: 60, weight: 0.6 },
      ],
      helps: ['411'],
    },
    {
      name: 'Asistență',
      location: 'Cluj-Napoca',
      agents: 10,
      queues: [
        { id: '411', name: 'Asistență tehnică', number: '0003*411', talkSeconds: 65, stress: 1.05 },
        { id: '412', name: 'Facturare și plăți', number: '0003*412', talkSeconds: 45, weight: 0.7 },
      ],
    },
  ],
};
