/** Formats JSON as the language defines it, also on pages whose libraries add `toJSON` to arrays and strings. */
export function toJson(value: object): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key) {
    return this[key];
  });
}
