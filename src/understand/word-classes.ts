/**
 * Small closed classes of words that carry meaning whatever the topic: who speaks, whose body, what happened, whether
 * it is a joke. Looked up by token hash. English and Spanish; words are folded ("dont", "mama", "anos").
 */

import { hashOf } from './tokens.ts';

/** Bits, so that a word may be in several classes. */
export const WORD_CLASS = {
  /** I, me, my: the author. */
  self: 1 << 0,
  /** my, mi: owns what follows. */
  possessive: 1 << 1,
  /** Relations and friends: whose story it may be. */
  relation: 1 << 2,
  /** he, she, they, his: somebody else. */
  third: 1 << 3,
  /** Kinds of person: actor, singer, a 7-year-old. */
  somebody: 1 << 4,
  /** diagnosed, suffering, had surgery: what happens to a person. */
  clinical: 1 << 5,
  /** have, has, got, with: links a person to a condition. */
  having: 1 << 6,
  negation: 1 << 7,
  laugh: 1 << 8,
  /** you, your. */
  second: 1 << 9,
  /** study, research, risk, awareness, donate: talk about, not case. */
  general: 1 << 10,
  /** game, team, server, episode: where figures of speech live. */
  elsewhere: 1 << 11,
  /** Words that carry no topic; the health head has no weight of their own for them. */
  plain: 1 << 12,
  /** First words of a sentence that leaves out "I": got, finally, feeling, still. */
  telegram: 1 << 13,
  /** died, passed, lost. */
  death: 1 << 14,
  /** if, would, could, like: not said to be so. */
  supposed: 1 << 15,
  /** Those a parent speaks of without saying whose: baby, toddler. */
  charge: 1 << 16,
  /** anyone, anybody; and else after it: the writer is one of those asked. */
  anyone: 1 << 17,
  fellow: 1 << 18,
} as const;

const LISTS: Readonly<Record<keyof typeof WORD_CLASS, string>> = {
  self: `i i'm im i've ive i'd id i'll ill me my mine myself yo mi mis me mio mia conmigo tengo estoy soy tuve fui siento sufro padezco`,
  possessive: 'my our mi mis nuestro nuestra',
  relation: `mom mum mam mama mommy mother mother's dad daddy papa father parents parent grandma gran nan nana nanna granny grandmother
    grandpa grandad granddad grandfather grandparents husband wife partner spouse fiance fiancee boyfriend girlfriend bf gf son
    daughter kid kids child children baby toddler newborn brother bro sister sis sibling siblings twin uncle aunt auntie cousin nephew niece
    mil fil stepdad stepmom stepfather stepmother friend friend's bestie roommate neighbor neighbour coworker colleague boss classmate
    hubby grandson granddaughter family madre padre abuela abuelo abuelita abuelito hermano hermana hijo hija tio tia primo prima esposo
    esposa novio novia marido suegra suegro amigo amiga nieto nieta sobrino sobrina bebe`,
  third: `he he's he'd he'll him his she she's she'd she'll her hers they they're they've them their el ella su sus ellos ellas`,
  somebody: `man woman boy girl guy lady teen teenager actor actress singer rapper star player footballer coach senator congressman
    congresswoman president legend comedian wrestler artist musician author patient survivor sufferer veteran soldier teacher doctor nurse
    queen king sir host anchor journalist reporter driver champion boxer victim resident pensioner widow someone somebody person student
    mayor governor minister director drummer guitarist golfer cyclist runner judge officer`,
  clinical: `diagnosed diagnosis diagnose dx battling battled battles battle fighting fights fought suffering suffers suffered suffer
    survived survive survivor beat beating undergoing underwent hospitalized hospitalised admitted treated treatment surgery chemo
    chemotherapy radiation remission relapse relapsed symptoms prescribed medication meds insulin pump stage terminal hospice tumor tumour
    developed contracted caught recovering recovery recovered living lives lived struggling struggles struggled took taking started
    diagnosticaron diagnosticado diagnosticada operaron operacion tratamiento cirugia quimio`,
  having: 'have has had having got gets getting with from of has tiene tienen tuvo con',
  negation: `no not never don't dont didn't didnt doesn't doesnt isn't isnt wasn't wasnt can't cant cannot won't wont without neither nor
    nunca sin ni`,
  laugh: 'lol lmao lmfao rofl haha hahaha hahahaha jaja jajaja lolol ha',
  second: `you you're youre you've your yours u ur yourself tu tus usted te`,
  general: `study studies research researchers scientists science risk risks prevent prevention awareness month day week donate donation
    fundraiser fundraising raise raising funds charity support foundation association society walk run event conference report data rates
    percent million people patients americans population new news drug drugs trial fda cdc nhs who cure treatments early signs symptom tips
    learn read article blog via join today help market expected`,
  elsewhere: `game games team teams coach quarter season draft fantasy playoffs league match goal goals score player players ball court
    field win wins lost loss luck lucky genius episode show series movie film song songs album band guitar solo concert server servers
    software code driver drivers computer laptop app download patch update market stock stocks economy inflation price prices money dollar
    military war army attack camera photo photos car cars engine zodiac aries leo virgo libra scorpio pisces taurus gemini horoscope
    astrology law manager striker stadium newborns feed`,
  plain: `a an the and or but if then else so because as until while of at by for with about against between into through during before
    after above below to from up down in out on off over under again further once here there there's all any both each few more most
    other some such no nor not only own same than too very s t can cannot can't could couldn't will won't would wouldn't should shouldn't
    shall may might must do does did done doing don't doesn't didn't am is are was were be been being isn't aren't wasn't weren't has have
    had having haven't hasn't hadn't
    i i'm im i've ive i'd i'll me my mine myself we we're we've our ours us you you're you've your yours u ur he he's him his she she's her
    hers it its they they're them their theirs this that that's these those who whom which what what's whose when where why how
    just now also even still ever never always often sometimes usually maybe perhaps really pretty quite actually basically literally
    probably definitely almost already yet soon later today tomorrow yesterday tonight ago week weeks month months year years day days
    time times morning night hour hours minute minutes first last next second past long short
    get gets got getting gotten go goes going gone went come comes came coming make makes made making take takes took taken taking give
    gives gave given put know knows knew known think thinks thought want wants wanted need needs needed like likes liked love loves loved
    hate see sees saw seen look looks looked looking find finds found say says said tell tells told ask asks asked asking try tries tried
    trying use uses used using work works worked working keep kept let lets let's start started starting seem seems seemed become became
    turn happen happened show shows shown thank thanks please sorry hope guys guy everyone anyone someone somebody everybody anybody nobody
    something anything everything nothing thing things stuff way ways lot lots bit kind sort much many little big small good great best
    better bad worse worst new old right wrong sure able different one two three four five six seven eight nine ten
    reddit subreddit post posts posted posting edit tl dr tldr update op thread comment comments link links sub upvote upvotes karma xpost
    r x pic pics picture pictures video imgur rt via lol lmao haha wow oh hey hi hello yeah yes ok okay yo ain't gonna wanna gotta ya
    friend friends girl girls boy boys man men woman women wife husband boyfriend girlfriend kid kids mom dad mother father family life job
    story advice question questions else anyone's experience tips share sharing proud success user http https com www
    el la los las un una unos unas y o pero si no de del al en por para con sin sobre que como cuando donde quien mas muy ya es son era fue
    ser estar esta este esto estos estas ha han hay he su sus mi mis tu tus se le les lo me te nos hoy ayer`,
  telegram: `got getting finally feeling feel woke still home day had having been back went started starting just diagnosed stuck lost
    taking took waiting sitting hospital insurance operation doctor out operation surgery last first anyone can't cant`,
  charge: 'baby toddler newborn kiddo bebe',
  anyone: 'anyone anybody someone alguien',
  fellow: 'else mas',
  death: 'died dies dead death dying passed lost killed kills rip murio fallecio',
  supposed: `if would could should might may like as maybe probably imagine think thought unless whether almost basically literally gonna
    give gives giving`,
};

const SLOTS = 4096;
const keys = new Int32Array(SLOTS);
const bits = new Int32Array(SLOTS);

for (const [name, list] of Object.entries(LISTS)) {
  for (const word of list.split(/\s+/)) {
    const hash = hashOf(word.replace(/'s$/, ''));
    const slot = slotOf(hash);
    keys[slot] = hash;
    bits[slot] |= WORD_CLASS[name as keyof typeof WORD_CLASS];
  }
}

/** The classes of a word by its token hash, as bits of `WORD_CLASS`; 0 for most words. */
export function classesOf(hash: number): number {
  return bits[slotOf(hash)];
}

function slotOf(hash: number): number {
  let slot = hash & (SLOTS - 1);
  while (bits[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & (SLOTS - 1);
  return slot;
}
