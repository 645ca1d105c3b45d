/**
 * The names that Cycle makes with Doctrine's inflector 2: a role from a class, a table from a role, a column from a property.
 * @see https://www.doctrine-project.org/projects/doctrine-inflector/en/2.0/index.html
 */

/** `BlogPost` is `blogPost`. */
export const camelize = (word: string): string => {
  const studly = word.replace(/(^|[ _-])(\p{L})/gu, (_, before: string, letter: string) =>
    /[a-z]/.test(letter) ? before + letter.toUpperCase() : before + letter,
  );
  const joined = studly.replace(/[ _-]/g, '');
  return joined.replace(/^[A-Z]/, (first) => first.toLowerCase());
};

/** `blogPost` is `blog_post`, and `HTMLPage` is `h_t_m_l_page`. */
export const tableize = (word: string): string => word.replace(/(?<=[\p{L}\p{N}_])([A-Z])/gu, '_$1').toLowerCase();

/** Words that have one form, as whole words. */
const uninflected = new RegExp(
  `^(?:${[
    '\\w+media advice aircraft amoyese art audio baggage bison borghese bream breeches britches buffalo butter cantus carp',
    'cattle chassis clippers clothing coal cod coitus compensation congoese contretemps coreopsis corps cotton data debris',
    'deer diabetes djinn education eland elk emoji equipment evidence faroese feedback fish flounder flour foochowese food',
    'furniture gallows genevese genoese gilbertese gold headquarters herpes hijinks homework hottentotese impatience',
    'information innings jackanapes jeans jedi kin kiplingese knowledge kongoese leather love lucchese luggage mackerel',
    'maltese management metadata mews money moose mumps music nankingese news nexus niasese nutrition offspring oil patience',
    'pekingese piedmontese pincers pistoiese plankton pliers pokemon police polish portuguese proceedings progress rabies',
    'rain research rhinoceros rice salmon sand sarawakese scissors sea[-]bass series shavese shears sheep siemens silk sms',
    'gps ups soap spam species staff sugar swine talent toothpaste traffic travel trousers trout tuna us vermontese vinegar',
    'weather wenchowese wheat whiting wildebeest wood wool yengeese people trivia \\w+ware media',
  ]
    .join(' ')
    .split(' ')
    .join('|')})$`,
  'i',
);

/** Whole words, singular and plural. */
const irregular = new Map(
  (
    'abuse abuses atlas atlases avalanche avalanches axis axes axe axes beef beefs blouse blouses brother brothers brownie ' +
    'brownies cache caches cafe cafes canvas canvases cave caves chateau chateaux child children cookie cookies corpus ' +
    'corpuses cow cows criterion criteria curriculum curricula curve curves demo demos domino dominoes echo echoes emphasis ' +
    'emphases epoch epochs foe foes foot feet fungus fungi ganglion ganglions gas gases genie genies genus genera goose geese ' +
    'graffito graffiti grave graves hippopotamus hippopotami hoax hoaxes hoof hoofs human humans iris irises larva larvae ' +
    'leaf leaves lens lenses loaf loaves man men medium media memorandum memoranda money monies mongoose mongooses motto ' +
    'mottoes move moves mythos mythoi neurosis neuroses niche niches niveau niveaux nucleus nuclei numen numina oasis oases ' +
    'occiput occiputs octopus octopuses opus opuses ox oxen passerby passersby penis penises person people plateau plateaux ' +
    'runner-up runners-up safe safes save saves sex sexes sieve sieves soliloquy soliloquies son-in-law sons-in-law stadium ' +
    'stadiums syllabus syllabi testis testes thief thieves tooth teeth tornado tornadoes trilby trilbys turf turfs valve ' +
    'valves volcano volcanoes wave waves zombie zombies'
  )
    .split(' ')
    .flatMap(
      (word, i, all): ReadonlyArray<readonly [string, string]> => (i % 2 === 0 ? [[word, all[i + 1] ?? word]] : []),
    ),
);

/** The first that fits. */
const plurals: ReadonlyArray<readonly [RegExp, string]> = [
  [/(s)tatus$/i, '$1tatuses'],
  [/(quiz)$/i, '$1zes'],
  [/^(ox)$/i, '$1en'],
  [/([m|l])ouse$/i, '$1ice'],
  [/(matr|vert|ind)(?:ix|ex)$/i, '$1ices'],
  [/(x|ch|ss|sh)$/i, '$1es'],
  [/([^aeiouy]|qu)y$/i, '$1ies'],
  [/(hive|gulf)$/i, '$1s'],
  [/(?:([^f])fe|([lr])f)$/i, '$1$2ves'],
  [/sis$/i, 'ses'],
  [/([ti])um$/i, '$1a'],
  [/(tax)on$/i, '$1a'],
  [/(c)riterion$/i, '$1riteria'],
  [/(p)erson$/i, '$1eople'],
  [/(m)an$/i, '$1en'],
  [/(c)hild$/i, '$1hildren'],
  [/(f)oot$/i, '$1eet'],
  [/(buffal|her|potat|tomat|volcan)o$/i, '$1oes'],
  [/(alumn|bacill|cact|foc|fung|nucle|radi|stimul|syllab|termin|vir)us$/i, '$1i'],
  [/us$/i, 'uses'],
  [/(alias)$/i, '$1es'],
  [/(analys|ax|cris|test|thes)is$/i, '$1es'],
  [/s$/i, 's'],
  [/^$/, ''],
  [/$/, 's'],
];

const pluralize = (word: string): string => {
  if (uninflected.test(word)) return word;
  const odd = irregular.get(word.toLowerCase());
  if (odd !== undefined) return odd;
  const [pattern, plural] = plurals.find(([p]) => p.test(word)) ?? [/$/, 's'];
  return word.replace(pattern, plural);
};

export const tableOf = (role: string): string => pluralize(tableize(role));
