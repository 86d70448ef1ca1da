/** A chapter without data, as it asks for what its study could give it. */

import type { Figure } from '../records.ts';
import { EmptyNotice, emptySentence } from './marks/empty-notice.tsx';
import { isSilent, type Figures, type PanelDefinition } from './panel.ts';

/**
 * The panel as it is where it has data; else with the sentence of its first figure that is within reach. Without one
 * it asks for what it would show first.
 */
export function askingWithinReach(
  panel: PanelDefinition,
  figures: Figures,
  isWithinReach: (figure: Figure) => boolean,
): PanelDefinition {
  if (!isSilent(panel, figures)) return panel;
  const figure = panel.figures.flatMap((id) => figures[id] ?? []).find(isWithinReach);
  if (!figure) return panel;
  const sentence = () => emptySentence(figure);
  return {
    ...panel,
    takeaway: sentence,
    alt: sentence,
    Picture: ({ widthPx }) => <EmptyNotice figure={figure} widthPx={widthPx} />,
  };
}
