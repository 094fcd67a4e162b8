import { holdPublicSets } from '../public-sets.ts';

holdPublicSets('XQuAD on Spanish, Russian and Chinese documents', /^xquad-(es|ru|zh)-/);
