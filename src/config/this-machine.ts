/** Whether only this machine reaches an address. */
export function isThisMachine(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^(?:::ffff:)?127\./.test(address);
}
