'use client';
import { useMemo } from 'react';
import { useViewer } from '@/components/shell/viewer';
import { type CommandRights, type CommandVendor, commandRights } from '@/lib/commands/possible';
import type { SourceRecord } from '@/lib/floor/records';
import { useRecord } from '@/lib/live/use-floor';
import { usualTerms } from '@/lib/members/place';
import { vendorProfile } from '@/lib/vendors/vendor-label';

const unknownVendor: CommandVendor = {
  label: 'This system',
  commands: [],
  asksFirst: [],
  elsewhere: null,
  membershipTerms: usualTerms,
};

/** What can be asked of a source, by its vendor; nothing of one that this release does not know. */
export function commandVendorOf(source: SourceRecord | undefined): CommandVendor {
  const profile = vendorProfile(source?.vendor ?? '');
  return profile ? { label: profile.label, ...profile.capabilities } : unknownVendor;
}

export function useCommandVendor(sourceId: string): CommandVendor {
  const source = useRecord('sources', sourceId);
  return useMemo(() => commandVendorOf(source), [source]);
}

/** Whom the reader may act on; the server decides again. */
export function useCommandRights(): CommandRights {
  const { role } = useViewer();
  return useMemo(() => commandRights({ role }), [role]);
}
