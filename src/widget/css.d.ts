/** Style sheets are built into the module as text. */
declare module '*.css' {
  const text: string;
  export default text;
}
