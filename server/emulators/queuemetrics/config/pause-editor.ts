import type { Book, EditorShape } from './editor-shape';

/** Pause codes: those that are saved here are those agents have. */
export const pauseEditor: EditorShape = {
  idField: 'pause_id',
  title: 'pause_descr',
  columns: { pause_code: '', pause_descr: '', is_billable: '0', is_payable: '0', visibility_key: '' },
  listed: ['pause_code', 'pause_descr', 'is_billable', 'is_payable'],
  required: ['pause_code', 'pause_descr'],
  unique: { pause_code: (code) => `A pause with code '${code}' already exists` },
  choices: { is_billable: ['0', '1'], is_payable: ['0', '1'] },
  pull: (book) => {
    const known = new Set(book.kept('pause').map(({ columns }) => columns.pause_code));
    for (const { code, name, isWrapUp } of book.centre.pauseCodes) {
      const counts = isWrapUp ? '1' : '0';
      if (known.has(code)) continue;
      book.adopt('pause', { pause_code: code, pause_descr: name, is_billable: counts, is_payable: counts });
    }
  },
  afterSave: (book, before, { columns }) => tellCodes(book, before?.columns.pause_code, columns.pause_code),
  afterDelete: (book) => tellCodes(book),
};

/** Which code is that of wrap-up is the PBX's own knowledge, and stays with a code that is renamed. */
function tellCodes({ centre, kept }: Book, codeBefore?: string, code?: string): void {
  const wrapUp = new Set(centre.pauseCodes.filter(({ isWrapUp }) => isWrapUp).map((pause) => pause.code));
  const isWrapUp = (own: string) => wrapUp.has(own === code && codeBefore !== undefined ? codeBefore : own);
  centre.setPauseCodes(
    kept('pause').map(({ columns: { pause_code: own = '', pause_descr: name = '' } }) => {
      return { code: own, name, isWrapUp: isWrapUp(own) };
    }),
  );
}
