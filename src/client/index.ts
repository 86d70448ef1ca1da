/** The browser's code, bundled into the page. */

import { enhance } from './enlarge.ts';

enhance(document);
