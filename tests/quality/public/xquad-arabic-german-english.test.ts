import { holdPublicSets } from '../public-sets.ts';

holdPublicSets('XQuAD on Arabic, German and English documents', /^xquad-(ar|de|en)-/);
