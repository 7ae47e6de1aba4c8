import { bucharest } from './bucharest';
import type { CentrePauseCode, CentreQueue } from './centre-types';
import { novosibirsk } from './novosibirsk';
import { helsinkiNames, italianNames, type NamePool, type Person } from './people';

type SiteChannel = CentreQueue['channel'];

export interface QueuePlan {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly channel?: SiteChannel;
  readonly outbound?: boolean;
  /** Share of its team's work; 1 unless told otherwise. */
  readonly weight?: number;
  /** Demand against what its agents can carry; 1 is busy but fine, 1.15 is often in trouble. */
  readonly stress?: number;
  /** Median talk time in seconds. */
  readonly talkSeconds: number;
  /** Opening hours of the local day; open around the clock unless told otherwise. */
  readonly hours?: readonly [number, number];
}

export interface TeamPlan {
  readonly name: string;
  readonly location: string;
  readonly agents: number;
  readonly queues: readonly QueuePlan[];
  /** Ids of other teams' queues that every third agent may also join. */
  readonly helps?: readonly string[];
}

export interface SitePlan {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly names: NamePool;
  readonly mailDomain: string;
  readonly dialPrefix: string;
  readonly firstAgentId: number;
  readonly pauseCodes: readonly CentrePauseCode[];
  /** The extension of the agent in that place; the agent's number and 4000 unless told otherwise. */
  readonly extensionOf?: (place: number) => string;
  /** Codes for planned pauses; the short ones come at any time. null: there is no pause, who takes a break logs out. */
  readonly pauses: { readonly lunch: string; readonly coffee: string; readonly short: readonly string[] } | null;
  /** Mean time between short breaks; 75 unless told otherwise. */
  readonly shortBreakEveryMinutes?: number;
  /** Who works at another site as well, by place. */
  readonly alsoElsewhere?: Readonly<Record<number, Person & { readonly email: string }>>;
  readonly teams: readonly TeamPlan[];
}

/** One person on two systems. */
const chiara = {
  ...{ firstName: 'Chiara', lastName: 'Lindström', username: 'chiara.lindstrom' },
  email: 'chiara.lindstrom@callboard.example',
};

const code = (id: string, name: string, isWrapUp = false): CentrePauseCode => ({ code: id, name, isWrapUp });

export const milan: SitePlan = {
  id: 'milan',
  name: 'Milan',
  timeZone: 'Europe/Rome',
  names: italianNames,
  mailDomain: 'milano.example',
  dialPrefix: '+393',
  firstAgentId: 101,
  alsoElsewhere: { 24: chiara },
  pauseCodes: [
    code('10', 'Pausa caffè'),
    code('20', 'Pranzo'),
    code('30', 'Back office'),
    code('40', 'Formazione'),
    code('50', 'Lavorazione post-chiamata', true),
  ],
  pauses: { lunch: '20', coffee: '10', short: ['10', '30', '30', '40'] },
  teams: [
    {
      name: 'Vendite',
      location: 'Milano Centro',
      agents: 22,
      queues: [
        { id: '300', name: 'Vendite', number: '300', talkSeconds: 55, weight: 1.4 },
        { id: '301', name: 'Rinnovi', number: '301', talkSeconds: 45, hours: [6.5, 23] },
        { id: '400', name: 'Campagna richiami', number: '400', talkSeconds: 50, weight: 0.5, outbound: true },
      ],
      helps: ['330'],
    },
    {
      name: 'Assistenza',
      location: 'Milano Bicocca',
      agents: 24,
      queues: [
        { id: '310', name: 'Assistenza tecnica', number: '310', talkSeconds: 70, weight: 1.5, stress: 1.06 },
        { id: '311', name: 'Guasti e urgenze', number: '311', talkSeconds: 40 },
      ],
      helps: ['300'],
    },
    {
      name: 'Amministrazione',
      location: 'Sesto San Giovanni',
      agents: 14,
      queues: [
        { id: '320', name: 'Fatture e pagamenti', number: '320', talkSeconds: 50 },
        { id: '330', name: 'Clienti più', number: '330', talkSeconds: 45, weight: 0.6 },
      ],
    },
  ],
};

export const helsinki: SitePlan = {
  id: 'helsinki',
  name: 'Helsinki',
  timeZone: 'Europe/Helsinki',
  names: helsinkiNames,
  mailDomain: 'helsinki.example',
  dialPrefix: '+3584',
  firstAgentId: 2001,
  alsoElsewhere: { 3: chiara },
  pauseCodes: [
    code('coffee', 'Kahvitauko'),
    code('lunch', 'Lounas'),
    code('meeting', 'Palaveri'),
    code('training', 'Koulutus'),
    code('backoffice', 'Taustatyö'),
  ],
  pauses: { lunch: 'lunch', coffee: 'coffee', short: ['coffee', 'meeting', 'backoffice'] },
  teams: [
    {
      name: 'Puhelinpalvelu',
      location: 'Helsinki',
      agents: 20,
      queues: [
        { id: '500', name: 'Asiakaspalvelu', number: '+358 9 5550 0500', talkSeconds: 50, weight: 1.4 },
        { id: '501', name: 'Customer service (English)', number: '+358 9 5550 0501', talkSeconds: 60, weight: 0.7 },
        { id: '502', name: 'Tekninen tuki', number: '+358 9 5550 0502', talkSeconds: 70, stress: 1.05 },
      ],
      helps: ['511'],
    },
    {
      name: 'Verkkopalvelu',
      location: 'Tampere',
      agents: 16,
      queues: [
        { id: '510', name: 'Chat myynti', number: 'chat-myynti', channel: 'chat', talkSeconds: 110 },
        { id: '511', name: 'Chat tuki', number: 'chat-tuki', channel: 'chat', talkSeconds: 130, weight: 1.2 },
        {
          id: '520',
          name: 'Sähköposti',
          number: 'asiakaspalvelu',
          channel: 'email',
          talkSeconds: 90,
          weight: 0.5,
          stress: 0.8,
        },
        {
          id: '521',
          name: 'Reklamaatiot',
          number: 'reklamaatiot',
          channel: 'email',
          talkSeconds: 110,
          weight: 0.3,
          stress: 0.8,
        },
      ],
    },
  ],
};

export const lucca: SitePlan = {
  id: 'lucca',
  name: 'Lucca',
  timeZone: 'Europe/Rome',
  names: italianNames,
  mailDomain: 'lucca.example',
  dialPrefix: '+393',
  firstAgentId: 4001,
  pauseCodes: [
    code('caffe', 'Caffè'),
    code('pranzo', 'Pranzo'),
    code('riunione', 'Riunione'),
    code('fax', 'Posta & fax'),
  ],
  pauses: { lunch: 'pranzo', coffee: 'caffe', short: ['caffe', 'riunione', 'fax'] },
  teams: [
    {
      name: 'Prenotazioni',
      location: 'Lucca',
      agents: 13,
      queues: [
        { id: '561814', name: 'Prenotazioni visite', number: '668001', talkSeconds: 35, weight: 1.4, stress: 1.04 },
        { id: '561815', name: 'Disdette', number: '668002', talkSeconds: 30, weight: 0.7 },
      ],
    },
    {
      name: 'Sportello',
      location: 'Viareggio',
      agents: 7,
      queues: [
        { id: '561820', name: 'Informazioni', number: '668010', talkSeconds: 30, hours: [6, 23.5], stress: 0.9 },
      ],
      helps: ['561814'],
    },
    {
      name: 'Segreteria',
      location: 'Lucca',
      agents: 4,
      queues: [{ id: '561821', name: 'Direzione', number: '668011', talkSeconds: 40, stress: 0.7 }],
    },
  ],
};

export const sitePlans = { milan, helsinki, lucca, bucharest, novosibirsk } as const;
export type SiteId = keyof typeof sitePlans;
export const siteIds = Object.keys(sitePlans) as SiteId[];
