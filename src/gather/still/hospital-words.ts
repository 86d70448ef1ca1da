/**
 * The words that registries use for types and owners of hospitals, in the words of this house. The registries' own words
 * change from edition to edition ("Government Federal" and "Government - Federal" stand side by side in 2016).
 */

const TYPES: Readonly<Record<string, string>> = {
  'acute care hospitals': 'acute-care',
  'general acute care': 'acute-care',
  'critical access hospitals': 'critical-access',
  'critical access': 'critical-access',
  psychiatric: 'psychiatric',
  childrens: 'childrens',
  children: 'childrens',
  'acute care - veterans administration': 'veterans',
  'acute care - department of defense': 'military',
  military: 'military',
  'rural emergency hospital': 'rural-emergency',
  'long-term': 'long-term',
  'long term care': 'long-term',
  rehabilitation: 'rehabilitation',
  special: 'special',
  women: 'womens',
  'chronic disease': 'long-term',
};

const OWNERS: Readonly<Record<string, string>> = {
  'voluntary non-profit - private': 'non-profit',
  'voluntary non-profit - church': 'non-profit',
  'voluntary non-profit - other': 'non-profit',
  'non-profit': 'non-profit',
  proprietary: 'for-profit',
  physician: 'for-profit',
  'limited liability company': 'for-profit',
  'government - hospital district or authority': 'local-government',
  'government - district/authority': 'local-government',
  'government - local': 'local-government',
  'government - state': 'state-government',
  'government - federal': 'federal-government',
  'government federal': 'federal-government',
  'veterans health administration': 'federal-government',
  'department of defense': 'federal-government',
  tribal: 'tribal',
};

/** Null for a word that no registry has used so far: rather unknown than guessed. */
export const hospitalType = (word: string): string | null => TYPES[word.toLowerCase()] ?? null;

/** Null for a word that no registry has used so far. */
export const hospitalOwner = (word: string): string | null => OWNERS[word.toLowerCase()] ?? null;
