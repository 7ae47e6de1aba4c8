'use client';
import { Bell } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';

type Permission = NotificationPermission | 'none';

/** Asks the browser once whether it may tell of changes while one looks elsewhere; gone when that is settled. */
export function NotifyButton() {
  const [permission, setPermission] = useState<Permission>('none');
  useEffect(() => setPermission(typeof Notification === 'undefined' ? 'none' : Notification.permission), []);
  if (permission === 'denied')
    return (
      <p className="text-12 text-dim">
        Your browser does not let Callboard notify you: allow it in the settings of the site.
      </p>
    );
  if (permission !== 'default') return null;
  return (
    <Button onClick={() => void Notification.requestPermission().then(setPermission)}>
      <Bell aria-hidden size={16} />
      Notify me of changes
    </Button>
  );
}
