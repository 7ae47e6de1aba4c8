import type { Columns, EditorShape } from './editor-shape';

/** An editor of records that the centre does not live on. */
function plain(
  [idField, title]: readonly [idField: string, title: string],
  columns: Columns,
  seeds: readonly Columns[],
  more: Partial<EditorShape> = {},
): EditorShape {
  return { ...{ idField, title, columns: { [title]: '', ...columns }, required: [title], seeds }, ...more };
}

const own = (column: string, word: string) => ({
  unique: { [column]: (value: string) => `${word} '${value}' already exists` },
});

const dnis = plain(
  ['dnis_id', 'dnis_number'],
  { dnis_descr: '' },
  [
    { dnis_number: '0255501000', dnis_descr: 'Numero verde' },
    { dnis_number: '0255501001', dnis_descr: 'Clienti più' },
  ],
  own('dnis_number', 'DNIS'),
);

const ivr = plain(
  ['ivr_id', 'ivr_code'],
  { ivr_descr: '', ivr_goal: '0' },
  [
    { ivr_code: '1', ivr_descr: 'Vendite' },
    { ivr_code: '2', ivr_descr: 'Assistenza', ivr_goal: '1' },
  ],
  own('ivr_code', 'IVR'),
);

const outcome = plain(
  ['outcome_id', 'outcome_code'],
  { outcome_descr: '', is_billable: '0', outcome_goal: '0', visibility_key: '' },
  [
    { outcome_code: 'VEN', outcome_descr: 'Venduto', is_billable: '1', outcome_goal: '1' },
    { outcome_code: 'RIC', outcome_descr: 'Da richiamare' },
    { outcome_code: 'NO', outcome_descr: 'Non interessato' },
  ],
  { ...own('outcome_code', 'An outcome with code'), choices: { is_billable: ['0', '1'] } },
);

const qaForm = plain(
  ['form_id', 'form_name'],
  { form_descr: '', n_sections: '1', section_1: '', section_1_len: '0', visibility_key: '' },
  [{ form_name: 'Cortesia', section_1: 'Saluto', section_1_len: '2' }],
  { ...own('form_name', 'A form named'), numbers: ['n_sections', 'section_1_len'] },
);

const qaItem = plain(
  ['item_id', 'item_code'],
  { form_id: '', item_descr: '', item_section: '1', item_weight: '100' },
  [
    { form_id: '1', item_code: 'CLE', item_descr: 'Chiarezza' },
    { form_id: '1', item_code: 'HEL', item_descr: 'Disponibilità' },
  ],
  { refs: { form_id: 'qaForm' }, parent: 'form_id', numbers: ['item_section', 'item_weight'] },
);

const exportReport = plain(
  ['report_id', 'report_name'],
  { report_descr: '' },
  [{ report_name: 'Rapporto settimanale' }],
  own('report_name', 'A report named'),
);

const exportJob = plain(
  ['job_id', 'job_name'],
  { queue_id: '', report_id: '', job_state: 'ready', date_from: '', date_to: '' },
  [{ job_name: 'Vendite di febbraio', queue_id: '101', report_id: '1' }],
  { refs: { queue_id: 'queue', report_id: 'exportReport' } },
);

const exportCall = plain(
  ['call_id', 'call_unique_id'],
  { job_id: '', call_queue: '', call_agent: '' },
  [{ job_id: '1', call_unique_id: '1489669688.208', call_queue: '300', call_agent: 'agent/101' }],
  { refs: { job_id: 'exportJob' }, parent: 'job_id', isReadOnly: true },
);

const cronJob = plain(
  ['cron_id', 'cron_name'],
  { cron_schedule: '', cron_job: '', is_enabled: '1' },
  [{ cron_name: 'Ogni lunedì', cron_schedule: '0 7 * * 1', cron_job: '1' }],
  { refs: { cron_job: 'exportJob' }, choices: { is_enabled: ['0', '1'] } },
);

const perftrackRule = plain(
  ['rule_id', 'rule_name'],
  { rule_metric: '', rule_threshold: '' },
  [{ rule_name: 'Attesa lunga', rule_metric: 'wait', rule_threshold: '120' }],
  { isReadOnly: true },
);

const cfgProp = plain(
  ['prop_id', 'prop_key'],
  { prop_value: '' },
  [
    { prop_key: 'default.queue_log_file', prop_value: 'sql:P001' },
    { prop_key: 'default.hotdesking', prop_value: '86400' },
    { prop_key: 'realtime.max_bytes_agent', prop_value: '65000' },
    { prop_key: 'synchronizer.default_password', prop_value: '' },
  ],
  { ...own('prop_key', 'The property'), key: 'EDIT_CFG', isAppended: true },
);

const skill = plain(
  ['skill_id', 'skill_code'],
  { skill_descr: '' },
  [{ skill_code: 'EN', skill_descr: 'English' }],
  own('skill_code', 'A skill with code'),
);

const knownnumber = plain(
  ['number_id', 'number'],
  { number_name: '', number_group: '' },
  [{ number: '0255507777', number_name: 'Fornitore' }],
  own('number', 'The number'),
);

const customblock = plain(
  ['block_id', 'block_name'],
  { block_descr: '', block_type: 'html', block_body: '' },
  [{ block_name: 'Avviso', block_body: '<b>Turni</b>' }],
  own('block_name', 'A block named'),
);

const client = plain(
  ['client_id', 'client_name'],
  { client_code: '', client_email: '' },
  [{ client_name: 'Officine Galli', client_code: 'C-1' }],
  {
    decorateFull: (book, { id }) => ({
      ltCases: book
        .records('case')
        .filter(({ columns }) => columns.client_id === id)
        .map((one) => [one.id, one.columns.case_title ?? '', one.columns.case_state ?? '']),
    }),
  },
);

const cases = plain(
  ['case_id', 'case_title'],
  { client_id: '', case_state: 'open', case_notes: '' },
  [{ case_title: 'Linea disturbata', client_id: '1' }],
  {
    refs: { client_id: 'client' },
    choices: { case_state: ['open', 'closed'] },
    decorateFull: () => ({ ltTransactions: [['2026-03-02 09:12:00', 'call', '300']] }),
  },
);

const amoList = plain(
  ['list_id', 'list_name'],
  { queue_id: '', list_notes: '', list_weight: '10', list_paused: '0' },
  [{ list_name: 'Richiami di aprile', queue_id: '103' }],
  { refs: { queue_id: 'queue' }, parent: 'queue_id', numbers: ['list_weight'], choices: { list_paused: ['0', '1'] } },
);

const amoNumber = plain(
  ['number_id', 'number'],
  { list_id: '', valid_from: '', attributes: '' },
  [
    { list_id: '1', number: '0255501234' },
    { list_id: '1', number: '0255505678' },
  ],
  { refs: { list_id: 'amoList' }, parent: 'list_id' },
);

/** Editors of records that nothing here depends on; their columns are made up, in the vendor's style. */
export const plainEditors: Readonly<Record<string, EditorShape>> = {
  ...{ dnis, ivr, outcome, qaForm, qaItem, exportJob, exportCall, exportReport, cronJob, perftrackRule, cfgProp },
  ...{ skill, knownnumber, customblock, client, case: cases, amoList, amoNumber },
};
