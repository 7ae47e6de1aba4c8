import clsx from 'clsx';
import { memo } from 'react';
import { placeIn, placeWords } from '@/lib/members/place';
import type { CellPlace } from '@/lib/members/plan-cells';
import { CellMark } from './cell-mark';

interface MatrixCellProps {
  readonly domId: string;
  readonly column: number;
  readonly left: number;
  readonly width: number;
  readonly place: CellPlace | null;
  readonly isChosen: boolean;
  readonly isActive: boolean;
  readonly isAsked: boolean;
  readonly isOld: boolean;
  readonly rowId: string;
  readonly columnId: string;
}

/** Where one person and one queue meet. Pointer and keys are the grid's. */
export const MatrixCell = memo(
  function MatrixCell({
    domId,
    column,
    left,
    width,
    place,
    isChosen,
    isActive,
    isAsked,
    isOld,
    ...ids
  }: MatrixCellProps) {
    const words = place ? cellWords(place) : 'Works on another system';
    return (
      <div
        id={domId}
        role="gridcell"
        aria-colindex={column + 2}
        aria-selected={place ? isChosen : undefined}
        aria-label={`${words}${isAsked ? ', asked' : ''}`}
        title={words}
        data-row={ids.rowId}
        data-column={ids.columnId}
        className={clsx(
          'absolute inset-y-0 grid place-items-center border-r border-line/50',
          place ? isChosen && 'bg-raised' : 'bg-ground/60',
          isActive && 'outline-2 -outline-offset-2 outline-focus',
          isOld && 'opacity-50',
        )}
        style={{ left, width }}
      >
        {place ? <CellMark place={standing(place)} level={levelMark(place)} isAsked={isAsked} /> : null}
      </div>
    );
  },
  (a, b) =>
    a.left === b.left &&
    a.width === b.width &&
    a.isChosen === b.isChosen &&
    a.isActive === b.isActive &&
    a.isAsked === b.isAsked &&
    a.isOld === b.isOld &&
    a.domId === b.domId &&
    a.place?.membership === b.place?.membership &&
    a.place?.vendor === b.place?.vendor &&
    (a.place === null) === (b.place === null),
);

const standing = ({ membership, vendor }: CellPlace) => placeIn(membership, vendor.membershipTerms);

const cellWords = ({ membership, vendor, queue }: CellPlace) =>
  `${queue.name}: ${placeWords(placeIn(membership, vendor.membershipTerms), vendor.membershipTerms, membership?.level ?? null)}`;

/** The first letter of a level that is not the usual one. */
function levelMark({ membership, vendor }: CellPlace): string | null {
  const level = membership?.level ?? null;
  if (level === null || level === 0) return null;
  return vendor.membershipTerms.levels[level]?.charAt(0) ?? String(level);
}
