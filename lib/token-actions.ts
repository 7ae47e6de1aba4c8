import { type Action, actions } from './can';

/** What only a person may do: a token must not make more of itself or lock its owner out. */
const personal = ['own-account', 'own-tokens'] as const satisfies readonly Action[];

/** What an API token can be made for. */
export const tokenActions = actions.filter((action) => !(personal as readonly Action[]).includes(action));

/** Enough to show and export, and to change nothing. */
export const readingActions = tokenActions.filter((action) => action.startsWith('see-'));
