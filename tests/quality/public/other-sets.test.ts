import { holdPublicSets } from '../public-sets.ts';

holdPublicSets('others', /^(?!xquad-)/);
