'use client';
import { LiveFloor } from '@/lib/live/live-floor';
import { WallScreen, type WallScreenProps } from './wall-screen';

/** The wall over the live floor. */
export function Wall(props: WallScreenProps) {
  return (
    <LiveFloor purpose="wall">
      <WallScreen {...props} />
    </LiveFloor>
  );
}
