/** Style of the comparison, a part of the page's one style sheet. */

import { SIZE } from '../type.ts';

export const COMPARE_STYLE = `
.years{display:none}
.compare h2{margin-bottom:24px}
.ask{border-top:1px solid var(--ink);padding:14px 0 6px;break-inside:avoid}
h3{font:600 ${SIZE.lead}px/1.2 Fraunces,Georgia,serif;margin-bottom:12px}
h3 a{text-decoration:none}
.known{font-size:${SIZE.small}px;line-height:1.45;color:var(--ink2);margin-bottom:22px;max-width:34em}
.pair>div+div{border-left:3px double var(--ink3);padding-left:16px}
.known b{font:600 ${SIZE.larger}px/1.05 Fraunces,Georgia,serif;color:var(--ink);letter-spacing:-.01em}
.known strong{color:var(--ink)}
.known.same .tag,.known.same b{color:var(--accent)}
.tag{font-size:${SIZE.fine}px;font-weight:600;letter-spacing:.07em;text-transform:uppercase}
.words{font:600 ${SIZE.lead}px/1.25 Fraunces,Georgia,serif;color:var(--ink);padding:6px 0}
.words i,.gather{font-weight:400}
.gather{font:400 italic ${SIZE.body}px/1.4 Fraunces,Georgia,serif;color:var(--ink2);margin-bottom:20px}
.compare .fine{border-top:1px solid var(--ink);padding-top:16px}
@media (min-width:768px),print{
.years,.pair{display:grid;grid-template-columns:1fr 1fr;column-gap:40px}
.years b{font:600 ${SIZE.hero}px/1 Fraunces,Georgia,serif;color:var(--ink3);padding-bottom:8px}
.years b+b{color:var(--accent)}
.pair>div+div{border:0;padding:0}
}
@media (min-width:1200px){
.years,.ask{padding-left:208px}
.ask{position:relative}
.ask h3{position:absolute;left:0;top:20px;width:168px}
.ask{padding-top:22px}
}`;
