/** How many documents are asked, and how many there are. */
interface Counts {
  asked: number;
  all: number;
}

/** Everything that is said where documents to ask are chosen. */
export interface ChoosingMessages {
  all: string;
  none: string;
  /** Names the check box of a document. */
  ask: (title: string) => string;
  asked: (counts: Counts) => string;
  /** Where more are checked than one question may name. */
  tooMany: (most: number) => string;
  /** Above the chat, where not all documents are asked. */
  heading: (titles: readonly string[], counts: Counts) => string;
}

/** Documents that the chat names; of more it says how many. */
const MAX_NAMED = 2;
/** Characters of a title, there. */
const MAX_TITLE = 48;

const RUSSIAN: ChoosingMessages = {
  all: 'Отметить все',
  none: 'Снять все',
  ask: (title) => `Спрашивать «${title}»`,
  asked: ({ asked, all }) => {
    if (asked === all) return 'Вопросы ко всем документам';
    return asked === 0 ? 'Ничего не отмечено: вопросы ко всем документам' : `Вопросы к отмеченным: ${asked} из ${all}`;
  },
  tooMany: (most) => `Отмечено больше ${most}, больше спросить отдельно нельзя: вопросы ко всем документам`,
  heading: (titles, { asked, all }) => {
    if (asked > MAX_NAMED) return `Вопросы о документах: ${asked} из ${all}`;
    const named = titles.map((title) => `«${shortened(title)}»`).join(', ');
    return `Вопросы о ${asked === 1 ? 'документе' : 'документах'} ${named}`;
  },
};

const ENGLISH: ChoosingMessages = {
  all: 'Check all',
  none: 'Uncheck all',
  ask: (title) => `Ask “${title}”`,
  asked: ({ asked, all }) => {
    if (asked === all) return 'Questions go to all documents';
    return asked === 0
      ? 'None is checked: questions go to all documents'
      : `Questions go to the checked ones: ${asked} of ${all}`;
  },
  tooMany: (most) => `More than ${most} are checked, more than one question may name: questions go to all documents`,
  heading: (titles, { asked, all }) => {
    if (asked > MAX_NAMED) return `Questions about ${asked} of ${all} documents`;
    return `Questions about ${titles.map((title) => `“${shortened(title)}”`).join(' and ')}`;
  },
};

/** The messages in the language of the page. */
export function choosingMessages(): ChoosingMessages {
  return document.documentElement.lang === 'ru' ? RUSSIAN : ENGLISH;
}

function shortened(title: string): string {
  const characters = [...title];
  return characters.length > MAX_TITLE
    ? `${characters
        .slice(0, MAX_TITLE - 1)
        .join('')
        .trimEnd()}…`
    : title;
}
