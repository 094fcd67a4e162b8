/** Style sheets are built into the module as text, of which `npm run build:widget` has made as little as it can. */
declare module '*.css' {
  const text: string;
  export default text;
}
