/** The package has no types. */
declare module 'workerd' {
  const workerd: {
    /** Path of the binary. */
    readonly default: string;
  };
  export default workerd;
}
