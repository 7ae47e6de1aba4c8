import { describeEditor, type KindCase } from '@/server/vendors/describe-editor';
import queuemetrics from '@/server/vendors/queuemetrics';
import { editorData, serveEditors } from '@/server/vendors/queuemetrics/fixtures/editor-site';
import type { Serve } from '@/server/vendors/serve-http';

const named = (more: Partial<KindCase> = {}): KindCase => ({
  id: '1',
  create: { name: 'New one' },
  update: { name: 'Another name' },
  ...more,
});
const readOnly = (more: Partial<KindCase> = {}): KindCase => ({ id: '1', ...more });

const kinds: Record<string, KindCase> = {
  agent: {
    id: '71',
    create: { nome_agente: 'agent/200', descr_agente: 'New', group_by__DECODED: 'Sales', aliases: ['sip/200'] },
    update: { descr_agente: 'John', location__DECODED: 'Rome' },
    nameField: 'descr_agente',
  },
  queue: {
    id: '9',
    create: { nome_coda: 'New', composizione_coda: ['400', '401'], members: [{ of: 'agent/101', level: '0' }] },
    update: { nome_coda: 'Sales', members: [{ of: 'agent/101', level: '2' }], rsa_sla: 30 },
  },
  agentGroup: { id: '2', create: { group_name: 'Night' }, update: { group_name: 'Day' } },
  location: { id: '2', create: { loc_name: 'Milan' }, update: { loc_name: 'Turin' } },
  pause: { id: '5', create: { pause_code: '11', pause_descr: 'Tea' }, update: { pause_descr: 'Tea' } },
  outcome: { id: '6', create: { outcome_code: 'NO', outcome_descr: 'Not' }, update: { outcome_descr: 'Yes' } },
  user: { id: '41', create: { login: 'new', real_name: 'New' }, update: { real_name: 'Super' } },
  class: { id: '3', create: { class_name: 'Leads', keys: 'USER' }, update: { keys: 'USER' } },
  cfgProp: {
    id: '1',
    create: { prop_key: 'a.b', prop_value: '1' },
    update: { prop_value: 'CR_UPD' },
    nameField: 'prop_value',
  },
  ...Object.fromEntries(
    ['dnis', 'ivr', 'exportJob', 'cronJob', 'qaForm', 'exportReport', 'skill'].map((id) => [id, named()]),
  ),
  ...Object.fromEntries(['knownnumber', 'customblock', 'client', 'case'].map((id) => [id, named()])),
  qaItem: named({ parentId: '1', create: { name: 'New', form__DECODED: 'Courtesy' } }),
  amoList: named({ parentId: '9', create: { name: 'New', campaign__DECODED: 'Q DPS' } }),
  amoNumber: named({ parentId: '1', create: { name: '0612', list__DECODED: 'Leads' } }),
  exportCall: readOnly({ parentId: '1' }),
  perftrackRule: readOnly(),
};

const conflict: Serve = () => ({ status: 500, body: 'OptiLock exception: the record was modified' });

/** A record that is not there is answered by an empty one, whatever it is asked for. */
const emptied = Object.fromEntries(Object.keys(editorData()).map((editor) => [editor, {}]));

describeEditor(queuemetrics, {
  settings: (baseUrl) => ({ baseUrl }),
  secrets: { user: 'robot', password: 'a-secret-word' },
  site: (request) => serveEditors(editorData())(request),
  kinds,
  vanished: serveEditors(emptied),
  conflict,
});
