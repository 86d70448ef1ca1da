/** Every panel of the sheet, in its order. A new panel is one file here and one line below. */

import type { PanelDefinition } from '../panel.ts';
import { growth } from './growth.tsx';
import { hospitals } from './hospitals.tsx';
import { practices } from './practices.tsx';
import { share } from './share.tsx';
import { states } from './states.tsx';
import { talk } from './talk.tsx';
import { trust } from './trust.tsx';

export const PANELS: readonly PanelDefinition[] = [talk, trust, share, hospitals, practices, growth, states];
