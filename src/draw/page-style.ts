/**
 * The one style sheet of the page, inline, so that its hash can stand in the Content-Security-Policy.
 * Three widths: phone below 768 px, tablet below 1200 px and on paper, the sheet above. Dark and print are palettes of their own.
 */

import { COMPARE_STYLE } from './compare/style.ts';
import { colourDeclarations, type Ground } from './theme.ts';
import { FACES, SIZE, type Face } from './type.ts';

const GROUNDS: readonly Ground[] = ['paper', 'tint', 'band'];

export function pageStyle(): string {
  return [
    fontFaces(),
    palettes(),
    BASE,
    MASTHEAD,
    CHAPTER,
    DOORS,
    DIALOG,
    FOOTER,
    TABLET,
    SHEET,
    COMPARE_STYLE,
    MOTION,
    PRINT,
  ]
    .join('\n')
    .replace(/\n\s*/g, '\n')
    .trim();
}

function fontFaces(): string {
  return (Object.keys(FACES) as Face[])
    .map((face) => {
      const { family, weight, slant, file } = FACES[face];
      return `@font-face{font-family:"${family}";font-weight:${weight};font-style:${slant};font-display:swap;src:url(fonts/${file}.woff2) format("woff2")}`;
    })
    .join('\n');
}

function palettes(): string {
  const rules = (mode: 'light' | 'dark' | 'print') =>
    GROUNDS.map(
      (ground) =>
        `${ground === 'paper' ? ':root,.paper' : `.${ground}`}{${colourDeclarations(mode, ground)}}`,
    ).join('');
  return [
    rules('light'),
    `@media screen and (prefers-color-scheme:dark){${rules('dark')}}`,
    `@media print{${rules('print')}}`,
  ].join('\n');
}

const BASE = `
*{box-sizing:border-box;margin:0}
:root{color-scheme:light dark;--pad:16px;--line:7.5px;background:var(--paper)}
body{font:${SIZE.body}px/1.5 "Public Sans",system-ui,sans-serif;color:var(--ink);background:var(--paper);-webkit-text-size-adjust:100%}
h1,h2,.number,svg [font-family=Fraunces]{font-family:Fraunces,Georgia,serif}
h1,h2{font-weight:600;line-height:1.08;letter-spacing:-.008em;text-wrap:balance}
.drawn>svg{display:block;width:100%;height:auto;overflow:visible}
svg{font-family:"Public Sans",system-ui,sans-serif}
a{color:inherit;text-underline-offset:.2em;text-decoration-thickness:1px}
a:hover{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
.skip{position:absolute;left:-99em;background:var(--ink);color:var(--paper);padding:12px 16px;z-index:2}
.skip:focus{left:8px;top:8px}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.wrap{position:relative;max-width:1200px;margin:0 auto;padding:0 var(--pad)}
.tablet,.sheet{display:none}
.cited{color:var(--accent)}`;

const MASTHEAD = `
.masthead{overflow:hidden}
.masthead .wrap{min-height:560px;padding-top:190px}
.masthead .art{position:absolute;inset:0 auto auto 0;overflow:visible}
.masthead .words{position:relative}
.kicker,.question{font-size:${SIZE.small}px;font-weight:600;letter-spacing:.09em;text-transform:uppercase;color:var(--ink2)}
.masthead .kicker{position:absolute;top:-166px;max-width:11em}
h1{font-size:${SIZE.larger}px;line-height:1;max-width:8.4em}
.finding{font:400 italic ${SIZE.lead}px/1.38 Fraunces,Georgia,serif;max-width:27em;margin-top:16px;text-wrap:pretty}
.finding .cited{font-style:normal;font-weight:600;font-size:1.3em;line-height:1}
.about{font-size:${SIZE.small}px;color:var(--ink2);margin-top:12px;max-width:38em}`;

const CHAPTER = `
.chapter{background:var(--paper);color:var(--ink);overflow:clip}
.chapter>.wrap{padding-top:56px;padding-bottom:40px}
.chapter>.wrap::before{content:"";position:absolute;left:calc(var(--line) - 1.5px);top:0;bottom:0;width:3px;background:var(--accent)}
.chapter.right>.wrap::before{left:auto;right:calc(var(--line) - 1.5px)}
.blip{position:absolute;left:0;top:72px;width:var(--pad);height:40px;overflow:visible}
.right .blip{left:auto;right:0;transform:scaleX(-1)}
.number{font-weight:600;font-size:${SIZE.hero}px;line-height:.8;color:var(--ink);margin-bottom:16px}
h2{font-size:${SIZE.large}px;max-width:22em;margin-top:8px}
.head{padding-bottom:32px}
.picture{position:relative}
.fine{font-size:${SIZE.small}px;line-height:1.5;color:var(--ink2);max-width:70em}
.after{padding-top:28px}
.fine .cited{color:inherit}
.threaded>.wrap::before{display:none}
.threaded .head,.after,.drawn{position:relative}
.threaded .head::before,.threaded .after::before{content:"";position:absolute;width:3px;background:var(--accent)}
.threaded .head::before{left:calc(var(--line) - var(--pad) - 1.5px);top:-99px;bottom:0}
.threaded .after::before{right:calc(var(--line) - var(--pad) - 1.5px);top:0;bottom:-299px}
.margin{position:absolute;top:0;width:var(--pad);height:100%}
.margin.left{left:calc(-1*var(--pad))}
.margin.right{right:calc(-1*var(--pad));transform:scaleX(-1)}`;

const DOORS = `
.doors{display:flex;flex-wrap:wrap;gap:8px 24px;margin-top:20px;font-size:${SIZE.small}px;align-items:baseline}
.doors summary,.doors>a{cursor:pointer;display:inline-block;font-weight:600;padding:6px 0;min-height:32px;text-decoration:underline;list-style:none}
.doors summary::-webkit-details-marker{display:none}
.doors summary::after{content:" +"}
.doors [open] summary::after{content:" −"}
.doors summary:hover{color:var(--accent)}
.doors details[open]{flex:1 0 100%;order:1;min-width:0}
.doors ul{display:flex;flex-wrap:wrap;gap:4px 20px;padding:4px 0;list-style:none}
.doors li a{display:inline-block;padding:5px 0}
.scroll{overflow-x:auto;max-height:70vh}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:8px 0 20px;min-width:34em;width:100%}
caption{text-align:left;font:400 italic ${SIZE.body}px/1.4 Fraunces,Georgia,serif;padding:4px 0 8px}
th,td{text-align:left;vertical-align:top;padding:6px 16px 6px 0;border-top:1px solid var(--rule);overflow-wrap:break-word}
thead th{border-top:0;border-bottom:2px solid var(--ink);font-weight:600;overflow-wrap:normal}
tbody th{font-weight:400}`;

const DIALOG = `
dialog{margin:auto;padding:0;border:0;width:100vw;height:100vh;height:100dvh;max-width:none;max-height:none;background:var(--paper);color:var(--ink)}
dialog::backdrop{background:#000a}
.lens{display:flex;flex-direction:column;height:100%}
.lens .tools{display:flex;gap:8px;align-items:center;padding:12px 16px;border-bottom:1px solid var(--rule)}
.lens .tools p{flex:1;font-weight:600;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.lens button{font:600 ${SIZE.body}px/1 "Public Sans",system-ui,sans-serif;color:var(--ink);background:var(--wash);border:1px solid var(--ink3);min-width:44px;height:44px;padding:0 12px;cursor:pointer}
.stage{flex:1;margin:16px;overflow:hidden;touch-action:none;cursor:grab;position:relative}
.stage:active{cursor:grabbing}
.stage>svg,.stage>img{position:absolute;left:0;top:0;max-width:none}`;

const FOOTER = `
footer .wrap{padding-top:72px;padding-bottom:72px;font-size:${SIZE.small}px;color:var(--ink2)}
footer .wrap::before{content:"";position:absolute;top:0;height:26px;left:calc(var(--line) - 1.5px);right:var(--pad);border:solid var(--accent);border-width:0 0 3px 3px;border-bottom-left-radius:14px}
footer.right .wrap::before{right:calc(var(--line) - 1.5px);left:var(--pad);border-width:0 3px 3px 0;border-radius:0 0 14px}
footer h2{font-size:${SIZE.title}px;color:var(--ink)}
footer p{max-width:56em;margin-top:12px}
footer summary{cursor:pointer;font-weight:600;padding:8px 0;margin-top:12px;color:var(--ink)}
footer ol{columns:20em;column-gap:32px;padding-left:0;list-style:none}
footer li{break-inside:avoid;padding:3px 0;overflow-wrap:anywhere}`;

const TABLET = `
@media (min-width:768px),print{
:root{--pad:36px;--line:18.5px}
.phone{display:none}.tablet{display:block}
.masthead .wrap{min-height:500px;padding-top:132px}

.masthead .kicker{top:-92px;max-width:none}
h1{font-size:${SIZE.hero}px}
.finding{font-size:${SIZE.title}px;max-width:24em;margin-top:24px}
.head{display:grid;grid-template-columns:88px 1fr;align-items:start}
.number{font-size:${SIZE.giant}px;grid-row:span 2;margin:0}
h2{font-size:${SIZE.larger}px}
.chapter>.wrap{padding-top:72px;padding-bottom:56px}
}`;

const SHEET = `
@media (min-width:1200px){
:root{--pad:48px;--line:24.5px}
.tablet{display:none}.sheet,.tablet.only{display:block}
.masthead .wrap{min-height:520px;padding-top:128px}

.masthead .kicker{top:-80px}
h1{font-size:${SIZE.giant}px}
.about{font-size:14px}
.head{grid-template-columns:112px 1fr;padding-bottom:40px}
.number{font-size:${SIZE.colossal}px}
h2{font-size:${SIZE.huge}px}
.chapter>.wrap{padding-top:88px;padding-bottom:64px}
.blip{top:96px}
.fine{columns:2;column-gap:32px;max-width:none}
.beside{display:grid;grid-template-columns:320px 712px;column-gap:72px;align-items:start}
.beside .head{display:block}
.beside .number{margin-bottom:32px}
.beside h2{font-size:${SIZE.larger}px}
.beside .after{grid-column:1/-1}
}`;

const MOTION = `
@media (prefers-reduced-motion:no-preference){
.live .wave{animation:beat 2.4s ease-out infinite}
@keyframes beat{0%{stroke-opacity:.9}100%{stroke-opacity:.1}}
}`;

const PRINT = `
@media print{
@page{margin:12mm}
.doors,.skip,dialog{display:none!important}
.masthead{background:none}
.chapter{background:none;border-top:1px solid var(--rule);break-before:page}
.chapter>.wrap{padding-top:32px;padding-bottom:0}
.chapter>.wrap::before,footer .wrap::before,.blip,.margin,.threaded .head::before,.threaded .after::before{display:none}
.head{break-after:avoid;padding-bottom:20px}
.drawn>svg{max-height:210mm}
.tall .tablet{display:none}
.tall .sheet{display:block}
h2{font-size:28px}
.fine{font-size:9.5px;line-height:1.4;max-width:none}
}`;
