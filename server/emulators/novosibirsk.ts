import { numberIn } from './extended-numbers';
import { russianNames } from './people';
import type { SitePlan } from './sites';

/** Behind RingMe, which knows no pause: who takes a break logs out. */
export const novosibirsk: SitePlan = {
  id: 'novosibirsk',
  name: 'Novosibirsk',
  timeZone: 'Asia/Novosibirsk',
  names: russianNames,
  mailDomain: 'novosibirsk.example',
  dialPrefix: '+7',
  firstAgentId: 94,
  extensionOf: (place) => numberIn('000', 94 + place, 300),
  pauseCodes: [],
  pauses: null,
  shortBreakEveryMinutes: 25,
  teams: [
    {
      name: 'Продажи',
      location: 'Новосибирск',
      agents: 10,
      queues: [
        { id: '30301', name: 'Отдел продаж', number: '000*301', talkSeconds: 45, weight: 1.3 },
        { id: '30302', name: 'Доставка', number: '000*302', talkSeconds: 35, weight: 0.8 },
      ],
    },
    {
      name: 'Поддержка',
      location: 'Бердск',
      agents: 8,
      queues: [{ id: '30310', name: 'Техническая поддержка', number: '000*310', talkSeconds: 55, stress: 0.95 }],
      helps: ['30301'],
    },
  ],
};
