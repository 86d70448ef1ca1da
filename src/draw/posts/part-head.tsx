/** The head of a part: said in full where the width holds it, in brief where it does not. */

import { SmallHead } from '../marks/small-head.tsx';

/** Below this width a head is brief, unless its part says otherwise. */
const BRIEF_BELOW_PX = 600;

export interface PartHeadProps {
  readonly y: number;
  readonly widthPx: number;
  readonly full: string;
  readonly brief: string;
  readonly briefBelowPx?: number;
}

export function PartHead({ y, widthPx, full, brief, briefBelowPx = BRIEF_BELOW_PX }: PartHeadProps) {
  return <SmallHead x={0} y={y} widthPx={widthPx} text={widthPx < briefBelowPx ? brief : full} />;
}
