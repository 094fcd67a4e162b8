/** Returns the cached value of a key, or makes it. */
type LruCache<Key, Value> = (key: Key, make: () => Promise<Value>) => Promise<Value>;

/**
 * Creates a cache of the `limit` values used last. Concurrent calls share a value that is being made; a failure is not cached, nor a value that
 * is not to be kept.
 */
export function createLruCache<Key, Value>(
  limit: number,
  isKept: (value: Value) => boolean = () => true,
): LruCache<Key, Value> {
  const values = new Map<Key, Promise<Value>>();
  return (key, make) => {
    const value = values.get(key) ?? make();
    // Inserted again as the last: a Map keeps the order of insertion, so the first key is the one unused for longest.
    values.delete(key);
    values.set(key, value);
    const drop = () => values.get(key) === value && values.delete(key);
    value.then((made) => isKept(made) || drop(), drop);
    if (values.size > limit) values.delete(values.keys().next().value!);
    return value;
  };
}
