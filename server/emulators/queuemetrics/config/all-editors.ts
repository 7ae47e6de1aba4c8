import { agentEditor } from './agent-editor';
import type { EditorShape } from './editor-shape';
import { pauseEditor } from './pause-editor';
import { peopleEditors } from './people-editors';
import { plainEditors } from './plain-editors';
import { queueEditor } from './queue-editor';

/** The editors of the manual. */
export const allEditors: Readonly<Record<string, EditorShape>> = {
  ...peopleEditors,
  ...plainEditors,
  ...{ agent: agentEditor, queue: queueEditor, pause: pauseEditor },
};
