import { createRoot } from 'react-dom/client';
import { type Still, stillFloor } from '@/components/wall/fixtures/still-floor';
import { WallScreen } from '@/components/wall/wall-screen';
import { FloorProvider } from '@/lib/live/floor-context';

declare global {
  interface Window {
    still: Still & { diagonalInch?: number; seatMetres?: number; expectedQueues?: number };
  }
}

const { diagonalInch = 55, seatMetres = 5, expectedQueues = 18, ...still } = window.still;
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <FloorProvider value={stillFloor(still)}>
      <WallScreen diagonalInch={diagonalInch} seatMetres={seatMetres} expectedQueues={expectedQueues} />
    </FloorProvider>,
  );
}
