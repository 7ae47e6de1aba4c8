'use client';
import { createContext, useContext } from 'react';
import type { Principal } from '@/lib/principal';

export type Viewer = Pick<Principal, 'name' | 'role'>;

/** Nobody in particular sees the least. */
const ViewerContext = createContext<Viewer>({ name: '', role: 'agent' });

export const ViewerProvider = ViewerContext.Provider;

/** Who looks at this page: for words and for hiding what the server would refuse; the server decides. */
export function useViewer(): Viewer {
  return useContext(ViewerContext);
}
