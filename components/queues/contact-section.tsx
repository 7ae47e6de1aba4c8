'use client';
import { useMemo } from 'react';
import { useCommand } from '@/components/commands/use-command';
import { DetailSection } from '@/components/table/detail-facts';
import { isTold } from '@/components/table/told-records';
import type { Freshness } from '@/lib/live/freshness';
import { useRecord, useRecords } from '@/lib/live/use-floor';
import { vendorProfile } from '@/lib/vendors/vendor-label';
import { ContactList } from './contact-list';

interface ContactSectionProps {
  /** Whose contacts: of a queue or of an agent. */
  readonly field: 'queueId' | 'agentId';
  readonly id: string;
  readonly sourceId: string;
  readonly freshness: Freshness;
}

/** The contacts of a queue or an agent, or why they cannot be had. */
export function ContactSection({ field, id, sourceId, freshness }: ContactSectionProps) {
  const contacts = useRecords('contacts');
  const vendor = useRecord('sources', sourceId)?.vendor ?? '';
  const mine = useMemo(() => contacts.filter((contact) => contact[field] === id), [contacts, field, id]);
  const canTell = vendorProfile(vendor)?.capabilities.contacts !== false;
  // Here, so that a question outlives the contact it is about and can say that it has ended.
  const { ask, dialog } = useCommand(sourceId);
  if (!canTell || !isTold(freshness))
    return (
      <DetailSection title="Contacts">
        <p className="text-14 text-dim">
          {canTell ? 'Not known while the source does not answer.' : 'The vendor does not tell of single contacts.'}
        </p>
        {dialog}
      </DetailSection>
    );
  return (
    <DetailSection title={`Contacts (${mine.length})`}>
      <ContactList contacts={mine} of={field === 'queueId' ? 'queue' : 'agent'} onAsk={ask} />
      {dialog}
    </DetailSection>
  );
}
