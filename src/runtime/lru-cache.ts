/** Returns the cached value of a key, or makes it. */
type LruCache<Key, Value> = (key: Key, make: () => Promise<Value>) => Promise<Value>;

/** Creates a cache of the `limit` values used last. Concurrent calls share a value that is being made; a failure is not cached. */
export function createLruCache<Key, Value>(limit: number): LruCache<Key, Value> {
  const values = new Map<Key, Promise<Value>>();
  return (key, make) => {
    const value = values.get(key) ?? make();
    // Inserted again as the last: a Map keeps the order of insertion, so the first key is the one unused for longest.
    values.delete(key);
    values.set(key, value);
    value.catch(() => values.get(key) === value && values.delete(key));
    if (values.size > limit) values.delete(values.keys().next().value!);
    return value;
  };
}
