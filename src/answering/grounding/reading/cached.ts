/**
 * Caches what is read from a text, of the `limit` texts that came last: the sentences of an answer cite the same passages, and the rules read the
 * same parts of them. What is returned must not be changed.
 */
export function cached<Value>(limit: number, read: (text: string) => Value): (text: string) => Value {
  const values = new Map<string, Value>();
  return (text) => {
    const known = values.get(text);
    if (known !== undefined) return known;
    const value = read(text);
    if (values.size >= limit) values.delete(values.keys().next().value!);
    values.set(text, value);
    return value;
  };
}
