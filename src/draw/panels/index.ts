/** Every panel of the sheet, in its order. A new panel is one file here and one line below. */

import type { PanelDefinition } from '../panel.ts';
import {
  GROWTH_BLOCK,
  HOSPITALS_BLOCK,
  SHARE_BLOCK,
  STATES_BLOCK,
  TALK_BLOCK,
  TRUST_BLOCK,
} from '../posts/blocks.ts';
import { withPosts } from '../posts/with-posts.tsx';
import { growth } from './growth.tsx';
import { hospitals } from './hospitals.tsx';
import { practices } from './practices.tsx';
import { share } from './share.tsx';
import { states } from './states.tsx';
import { talk } from './talk.tsx';
import { trust } from './trust.tsx';

export const PANELS: readonly PanelDefinition[] = [
  withPosts(talk, TALK_BLOCK),
  withPosts(trust, TRUST_BLOCK),
  withPosts(share, SHARE_BLOCK),
  withPosts(hospitals, HOSPITALS_BLOCK),
  practices,
  withPosts(growth, GROWTH_BLOCK),
  withPosts(states, STATES_BLOCK),
];
