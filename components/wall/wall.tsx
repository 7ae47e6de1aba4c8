'use client';
import { LiveFloor } from '@/lib/live/live-floor';
import { useKeepSession } from './use-keep-session';
import { WallScreen, type WallScreenProps } from './wall-screen';

/** The wall over the live floor. */
export function Wall(props: WallScreenProps) {
  useKeepSession();
  return (
    <LiveFloor purpose="wall">
      <WallScreen {...props} />
    </LiveFloor>
  );
}
