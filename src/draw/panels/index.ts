/** Every panel of the sheet, in its order. A new panel is one file here and one line below. */

import type { PanelDefinition } from '../panel.ts';
import { share } from './share.tsx';
import { talk } from './talk.tsx';
import { trust } from './trust.tsx';

export const PANELS: readonly PanelDefinition[] = [talk, trust, share];
