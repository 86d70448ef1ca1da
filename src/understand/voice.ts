/**
 * Who is speaking, from a profile (method d): the first rule that holds decides, and it is stored beside the role.
 * Used for sums only; nothing is ever said of one account. An empty profile has no role.
 */

import type { AuthorProfile, LinkType, Role } from '../records.ts';
import { linkType, type LinkRegistries } from './links.ts';

export interface RoleReading {
  readonly role: Role | null;
  readonly rule: string | null;
}

/** What is known of the account from elsewhere. */
export interface KnownAccount {
  /** The role that a registry's account list gives it. */
  readonly role?: Role;
  readonly registries?: LinkRegistries;
}

interface ProfileText {
  readonly name: string;
  readonly bio: string;
  readonly both: string;
  /** The profile speaks of "I" and "my", or names kin: a person, whatever else it names. */
  readonly isPersonal: boolean;
}

interface RoleRule {
  readonly id: string;
  readonly role: Role;
  readonly holds: (profile: ProfileText) => boolean;
}

const words = (list: string, flags = 'iu') =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${list})(?![\\p{L}\\p{N}])`, flags);

const MOCK = words(
  'parody|satire|parodia|fan (?:account|club|page)|fanpage|unofficial|not (?:affiliated|associated|the real|real|official)|no oficial|impersonat\\w+|role ?play',
);
const BOT = words(
  'bot|bots|automated|automatically|auto[- ]?(?:posts?|tweets?)|rss feed|feed of|i am a bot|automatizad[ao]',
);
const BOT_NAME = /[\p{Ll}\d](?:Bot|BOT)\d*$|\bbot\d*$/u;

const NEWS_PERSON = words(
  'reporter|journalist|correspondent|news (?:editor|anchor|producer)|(?:health|science|medical|staff|managing|senior) (?:editor|writer)|columnist|i cover|covering (?:health|hospitals|science|medicine)|periodista|reporter[ao]',
);
const NEWS_NAME = words(
  'news|newsroom|times|herald|tribune|gazette|daily|magazine|journal of|post-dispatch|noticias|diario|peri[oó]dico|radio|tv',
);
const NEWS_BIO = words(
  'breaking news|news (?:and|from|about|outlet|service|site)|latest (?:headlines|news)|newspaper|noticias',
);

const STUDENT = words(
  'student|students|future|aspiring|wannabe|pre-?med|pre-?nursing|pre-?health|ms[1-4]|med school|nursing school|not (?:a|an|your) (?:doctor|dr|nurse|physician|clinician|pharmacist|medical)|estudiante|residency applicant',
  'iu',
);
const KIN_OF_CLINICIAN = words(
  "(?:wife|husband|spouse|partner|mom|mum|mother|dad|father|son|daughter|child|kid|friend|married|fan|love) (?:of|to|for) (?:an?|my|the|two|our)? ?(?:\\w+ )?(?:doctors?|nurses?|physicians?|surgeons?|paramedics?)|(?:doctor|nurse|physician|surgeon)(?:'s|\u2019s) (?:wife|husband|spouse|kid|daughter|son)",
);
const ANIMAL = words(
  'animals?|vet|vets|veterinar\\w+|dvm|pets?|equine|dogs?|cats?|wildlife|bird|canine|feline',
);

/** Written in capitals, as credentials are; MD, DO and PA alone are also a state, a verb and a state. */
const CREDENTIAL =
  /(?<![\p{L}\p{N}])(?:M\.D\.|D\.O\.|R\.N\.|RN|BSN|MSN|DNP|APRN|ARNP|FNP|CRNA|CNM|CNS|LPN|LVN|NP|NP-C|FNP-C|PA-C|PharmD|Pharm\.D\.?|RPh|DDS|DMD|DPM|MBBS|MBChB|MRCP|FRCP|FRCS|FACC|FACS|FACP|FAAP|FACOG|FACEP|LCSW|LMSW|LPC|LMFT|PsyD|Psy\.D\.?|DPT|OTR\/L|CCC-SLP|RDN|EMT-?P?|RRT|OD)(?![\p{L}\p{N}])/u;
const CREDENTIAL_AFTER_NAME = /,\s*(?:[A-Z][A-Za-z.-]{1,7},?\s+)*(?:MD|DO|M\.D|D\.O)\b/u;
const CREDENTIAL_IN_LIST =
  /(?<![\p{L}\p{N}])(?:MD|DO)[,/ -]+(?:MPH|MS|MSc|MBA|PhD|MHS|MEd|FA\w+)\b|\b(?:MPH|PhD|MBA)[,/ -]+MD\b/u;
const CLINICIAN_WORDS = words(
  'physician|cardiologist|oncologist|neurologist|dermatologist|p(?:a)?ediatrician|psychiatrist|radiologist|pathologist|urologist|nephrologist|rheumatologist|endocrinologist|gastroenterologist|pulmonologist|h(?:a)?ematologist|an(?:a)?esthesi(?:ologist|st|etist)|ophthalmologist|optometrist|geriatrician|hospitalist|intensivist|obstetrician|gyn(?:a)?ecologist|ob-?gyn|(?:neuro|orthop(?:a)?edic |plastic |heart |trauma |general )?surgeon|registered nurse|nurse(?: practitioner| midwife| an(?:a)?esthetist)?|midwife|pharmacist|dentist|orthodontist|paramedic|physical therapist|physiotherapist|occupational therapist|speech(?:-language)? (?:pathologist|therapist)|respiratory therapist|psychologist|psychotherapist|clinical social worker|dietitian|family medicine|internal medicine|emergency medicine|general practitioner|icu nurse|er nurse|er doc(?:tor)?|medical (?:doctor|director)|clinician|m[eé]dic[oa]|enfermer[oa]|farmac[eé]utic[oa]|cirujan[oa]|doctor(?:a)? en medicina|partera',
);

const HOSPITAL_NAME = words(
  "hospitals?|medical cent(?:er|re)s?|health systems?|healthcare system|health care system|infirmary|regional health|memorial health|children(?:'s|\u2019s) (?:health|mercy|wisconsin|national|colorado|minnesota)|(?:st|saint)\\.? \\w+(?:'s|\u2019s)? health|cl[ií]nica universitaria|centro m[eé]dico|hospital general",
);
const HOSPITAL_KNOWN = words(
  "mayo clinic|cleveland clinic|scripps health|johns hopkins medicine|mass general brigham|kaiser permanente|stanford health care|ucla health|ucsf health|duke health|unc health|penn medicine|northwell health|mount sinai|cedars-sinai|houston methodist|texas children(?:'s|\u2019s)|geisinger|ochsner health|sutter health|dignity health|intermountain health|providence health|advent ?health|ascension|banner health|sanford health|marshfield clinic|lahey|memorial sloan kettering|md anderson|dana-farber|city of hope|st\\. jude",
);
/** Beside a hospital, not the hospital: its foundation, its vacancies, its friends, its staff's union, its parody. */
const NOT_THE_HOSPITAL = words(
  'foundation|fundraising|auxiliary|volunteers?|jobs?|careers?|hiring|recruit\\w*|vacanc\\w+|alumni|union|strike|workers united|association|society|council|network for|gift ?shop|food|menu|critic|memes?|confessions|rejects|drama|show|tv series|playground|arcade|music|band|records|brewery|for sale|design|architects?|magazine|administrators?|executives?|consult\\w*|doll|toy|phone|computer|guitar|shoe|research institute|patients of|survivors of|victims of',
);

const GOVERNMENT_NAME = words(
  "(?:state |county |city |public )?(?:department|dept\\.?|ministry|office|division|bureau|secretar[ií]a|ministerio|departamento|secretary) (?:of|for|de|on) (?:\\w+ ){0,3}(?:health|salud|human services|veterans(?:'|\u2019)? affairs|agriculture|environment|medicaid)|health (?:department|dept\\.?|district|authority|agency)|board of health|public health (?:department|agency|england|scotland|wales|ontario|authority)|county (?:public )?health|(?:cdc|fda|nih|hhs|cms|hrsa|samhsa|nci|nimh|nhlbi|niaid|usda|epa|osha|va)(?:\\.?gov| gov| global| flu| diabetes)?|centers for disease control|food and drug administration|national institutes? of health|surgeon general|veterans affairs|emergency management|governor|mayor|senator|congress\\w*|city of|county of|nhs england",
);
const GOVERNMENT_BIO = words(
  'official (?:\\w+ ){0,4}(?:account|page|feed|channel) (?:of|for) (?:the )?(?:\\w+ ){0,6}(?:department|dept|ministry|agency|government|county|city|state|district)|(?:federal|state|county|city|local|u\\.?s\\.?) government|government agency|cuenta oficial (?:de|del) (?:\\w+ ){0,6}(?:secretar[ií]a|ministerio|gobierno|departamento)',
);

const ORGANISATION_NAME = words(
  'association|society|foundation|coalition|alliance|network|institute|federation|council|league|trust|charity|consortium|initiative|collaborative|academy|college of|partners|center for|centre for|project|campaign|clinic|clinics|dental|pharmacy|pharmaceuticals?|biotech|therapeutics|labs?|laborator(?:y|ies)|health ?plans?|insurance|blue cross|health|healthcare|medicine|wellness|hospice|ambulance|blood (?:bank|center)|red cross|nonprofit|fundaci[oó]n|asociaci[oó]n|sociedad|farmacia|cl[ií]nica|care',
);
const PHARMA_NAME = /pharma(?:ceuticals?|cy)?(?![\p{Ll}])/iu;
const ORGANISATION_BIO = words(
  '501\\(?c\\)?\\(?3\\)?|non-?profit|not-for-profit|charity|our (?:mission|members|patients|community|team|services|clinics?|experts|work|vision)|we (?:are|provide|help|support|advocate|offer|serve|care|represent|fund)|(?:official|us|uk|global|corporate) (?:\\w+ ){0,2}(?:account|channel|page|feed)|fundraising arm|dedicated to|leading provider|founded in|established in|since (?:18|19|20)\\d\\d|headquarter\\w+|organi[sz]ation|sin fines de lucro|nuestra misi[oó]n',
);
const MEDICAL = words(
  "health\\w*|medic\\w*|patients?|hospitals?|care|caregivers?|clinics?|clinical|doctors?|nurs\\w+|pharma\\w*|cancer|heart|lung|kidney|diabetes|alzheimer(?:'s|\u2019s)?|dementia|autism|mental|disease|illness|wellness|therap\\w+|vaccin\\w+|surg\\w+|rehab\\w*|blood|organ|rare|disabilit\\w+|addiction|recovery|hospice|ambulance|dental|salud|m[eé]dic\\w+|c[aá]ncer|pacientes?",
);

const CONDITION =
  "cancer|tumou?r|leuk(?:a)?emia|lymphoma|melanoma|myeloma|carcinoma|lupus|diabetes|t1d|t2d|diabetic|epilepsy|ms|multiple sclerosis|crohn(?:'s|\u2019s)?|colitis|ibd|ibs|endo(?:metriosis)?|pcos|als|cf|cystic fibrosis|asthma|copd|eds|ehlers[- ]danlos|pots|me\\/cfs|cfs|fibro(?:myalgia)?|migraines?|ra|rheumatoid arthritis|arthritis|psoriasis|eczema|celiac|sickle cell|h(?:a)?emophilia|hiv|hepatitis|lyme|long covid|covid|stroke|heart (?:attack|disease|failure)|chd|kidney (?:disease|failure)|transplant|parkinson(?:'s|\u2019s)?|alzheimer(?:'s|\u2019s)?|dementia|depression|anxiety|bipolar|ptsd|ocd|adhd|bpd|schizophrenia|eating disorder|anorexia|bulimia|autism|tbi|brain injury|narcolepsy|chronic (?:illness|pain|fatigue|disease)|rare disease|disabled|autoimmune|thyroid|scoliosis|sepsis|addiction|alcoholi[cs]m?|suicide";
const PATIENT = new RegExp(
  [
    `(?<![\\p{L}])(?:${CONDITION})\\s+(?:disease\\s+)?(?:survivor|warrior|fighter|thriver|patient|sufferer|recipient|haver|mom|mum|mama|dad)(?![\\p{L}])`,
    `(?:survivor|warrior|thriver|patient|sobreviviente|paciente)\\s+(?:of|with|de|con)\\s+(?:\\w+\\s+){0,2}(?:${CONDITION}|c[aá]ncer)(?![\\p{L}])`,
    `(?:living|live|lives|struggling|battling|fighting|dealing|diagnosed|dx(?:'d|ed)?|born|vivo|viviendo)\\s+with\\s+(?:\\w+\\s+){0,2}(?:${CONDITION})(?![\\p{L}])`,
    `diagnosed\\s+(?:in\\s+|at\\s+|with\\s+|age\\s+)?\\w+`,
    `(?:dx|dx'?d)\\b`,
    `stage\\s+(?:iv|iii|ii|[1-4])\\b`,
    `(?:i|we)\\s+(?:have|had|beat|survived|got)\\s+(?:\\w+\\s+){0,2}(?:${CONDITION})(?![\\p{L}])`,
    `(?:type\\s+[12]\\s+diabetic|t[12]d\\b|spoonie|chronically\\s+ill|zebra\\s+\\w*\\s*eds)`,
    `(?:years?|months?|days?)\\s+(?:sober|clean|cancer[- ]free|in remission)|in\\s+(?:recovery|remission)|recovering\\s+(?:addict|alcoholic)|sober\\s+since`,
    `(?:kidney|liver|heart|lung|bone marrow|stem cell)\\s+transplant\\s+(?:recipient|patient|survivor)`,
    `(?:caregiver|carer|caring)\\s+(?:to|for|of)\\s+(?:my|our|a|mi)`,
    `(?:mom|mum|mother|dad|father|parent|wife|husband)\\s+(?:of|to)\\s+(?:an?\\s+|my\\s+)?(?:\\w+\\s+){0,4}(?:with\\s+(?:${CONDITION})|warrior|(?:${CONDITION}))(?![\\p{L}])`,
  ].join('|'),
  'iu',
);
const ZODIAC =
  /(?:\u264B|\b(?:cancer|c[aá]ncer)\s+(?:sun|moon|rising|season|zodiac|szn|baby|gemini|leo|\u2600|\u263E)|\b(?:zodiac|sign|signo)\W+c[aá]ncer)/iu;
const PERSONAL = words(
  "i|i'm|im|i\u2019m|my|mine|me|myself|mom|mum|mama|mommy|dad|daddy|wife|husband|father|mother|girlfriend|boyfriend|lover|he\\/him|she\\/her|they\\/them|opinions|views|tweets|posts are|yo|mi|mis|soy|mam[aá]|pap[aá]",
);

const RULES: readonly RoleRule[] = [
  { id: 'mock', role: 'public', holds: ({ both }) => MOCK.test(both) },
  {
    id: 'bot',
    role: 'bot',
    holds: ({ name, bio }) => BOT_NAME.test(name) || words('bot|jobs bot').test(name) || BOT.test(bio),
  },
  {
    id: 'news',
    role: 'news',
    holds: ({ name, bio, both, isPersonal }) =>
      NEWS_PERSON.test(both) ||
      (NEWS_NAME.test(name) &&
        (NEWS_BIO.test(both) || !isPersonal) &&
        !HOSPITAL_NAME.test(name) &&
        !GOVERNMENT_NAME.test(name) &&
        (NEWS_BIO.test(bio) || /news|noticias/iu.test(name))),
  },
  {
    id: 'government',
    role: 'government',
    holds: ({ name, bio, isPersonal }) =>
      !isPersonal &&
      !isPersonName(name) &&
      (GOVERNMENT_NAME.test(name) || GOVERNMENT_BIO.test(bio)) &&
      !NOT_THE_HOSPITAL.test(name),
  },
  { id: 'hospital', role: 'hospital', holds: isHospital },
  { id: 'organisation', role: 'health-organisation', holds: isOrganisation },
  { id: 'student', role: 'public', holds: ({ both }) => STUDENT.test(both) && !PATIENT.test(both) },
  {
    id: 'credential',
    role: 'clinician',
    holds: ({ name, bio, both }) =>
      !ANIMAL.test(both) &&
      !KIN_OF_CLINICIAN.test(bio) &&
      !STUDENT.test(both) &&
      (CREDENTIAL.test(both) || CREDENTIAL_AFTER_NAME.test(name) || CREDENTIAL_IN_LIST.test(both)),
  },
  {
    id: 'clinician-words',
    role: 'clinician',
    holds: ({ both, bio }) =>
      !ANIMAL.test(both) && !KIN_OF_CLINICIAN.test(bio) && !STUDENT.test(both) && CLINICIAN_WORDS.test(both),
  },
  { id: 'self-statement', role: 'patient', holds: ({ both }) => PATIENT.test(both) && !ZODIAC.test(both) },
];

/** The role with the rule that decided: registry, domain, flag, then the profile's own words, else the public. */
export function readRole(profile: AuthorProfile, known: KnownAccount = {}): RoleReading {
  if (known.role) return { role: known.role, rule: 'registry' };
  const name = profile.name.trim();
  const bio = profile.bio.trim();
  if (name === '' && bio === '' && profile.domain === '' && !profile.isBot) return { role: null, rule: null };
  if (profile.isBot) return { role: 'bot', rule: 'flag' };
  const both = `${name}. ${bio}`;
  const text: ProfileText = { name, bio, both, isPersonal: PERSONAL.test(both) };
  const byDomain = roleOfDomain(profile.domain, known.registries);
  // A foundation writes under its hospital's domain, and a clerk under the county's: the profile's own words come first there.
  if (
    byDomain &&
    !MOCK.test(both) &&
    !text.isPersonal &&
    !(byDomain === 'hospital' && NOT_THE_HOSPITAL.test(name))
  )
    return { role: byDomain, rule: 'domain' };
  for (const { id, role, holds } of RULES) if (holds(text)) return { role, rule: id };
  return { role: 'public', rule: 'default' };
}

const DOMAIN_ROLES: Partial<Record<LinkType, Role>> = {
  government: 'government',
  hospital: 'hospital',
  'health-organisation': 'health-organisation',
  intergovernmental: 'health-organisation',
  news: 'news',
};

function roleOfDomain(domain: string, registries?: LinkRegistries): Role | null {
  if (domain === '') return null;
  return DOMAIN_ROLES[linkType(domain, registries)] ?? null;
}

function isHospital({ name, bio, isPersonal }: ProfileText): boolean {
  if (isPersonal || ANIMAL.test(name) || NOT_THE_HOSPITAL.test(name) || isPersonName(name)) return false;
  if (NOT_THE_HOSPITAL.test(bio) && !ORGANISATION_BIO.test(bio)) return false;
  return HOSPITAL_KNOWN.test(name) || HOSPITAL_NAME.test(name);
}

function isOrganisation({ name, bio, both, isPersonal }: ProfileText): boolean {
  if (ANIMAL.test(name)) return false;
  if (PHARMA_NAME.test(name) && !CLINICIAN_WORDS.test(name)) return true;
  if (!MEDICAL.test(both) || isPersonName(name)) return false;
  const named = ORGANISATION_NAME.test(name) || HOSPITAL_NAME.test(name);
  if (ORGANISATION_BIO.test(bio)) return named || !isPersonal;
  return named && !isPersonal && !CLINICIAN_WORDS.test(name);
}

/** "Jane Doe, MD": a name of a person with credentials or a title is never an organisation. */
function isPersonName(name: string): boolean {
  return (
    CREDENTIAL.test(name) ||
    CREDENTIAL_AFTER_NAME.test(name) ||
    /^(?:Dr|Mr|Mrs|Ms|Prof|Nurse|Sister|Coach)\.?\s/iu.test(name)
  );
}
