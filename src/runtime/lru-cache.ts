/** Gives the value of a key, made once. */
export type LruCache<Key, Value> = (key: Key, make: () => Promise<Value>) => Promise<Value>;

/** Remembers the latest values, `limit` of them at most. One being made is shared by all who ask; a failure is forgotten. */
export function createLruCache<Key, Value>(limit: number): LruCache<Key, Value> {
  const values = new Map<Key, Promise<Value>>();
  return (key, make) => {
    const value = values.get(key) ?? make();
    // Put last: a Map keeps the order of insertion, so that the first is the one unused for longest.
    values.delete(key);
    values.set(key, value);
    value.catch(() => values.get(key) === value && values.delete(key));
    if (values.size > limit) values.delete(values.keys().next().value!);
    return value;
  };
}
