/** An address of the server that this script came from, which may be below a path: `api/documents` is relative to it, and `.` its front page. */
export function serverAddress(address: string): string {
  return new URL(address, import.meta.url).href;
}
