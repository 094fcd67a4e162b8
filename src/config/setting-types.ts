import { z } from 'zod';

/** An address on the web. */
export const webAddress = z.url({ protocol: /^https?$/ });
/** The address of a model's server, whose key is a setting of its own. */
export const serverAddress = (keySetting: string) =>
  webAddress.refine(
    (url) => !/^[^/]*\/\/[^/]*@/.test(url),
    `must not hold a name and password; a key goes into ${keySetting}`,
  );
/** A time limit. */
export const seconds = z.coerce.number().positive().max(3600);
