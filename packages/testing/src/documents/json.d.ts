// Documents are written beside the compiled code by the build.
declare module "*.json" {
  const value: unknown;
  // biome-ignore lint/style/noDefaultExport: so JSON is imported
  export default value;
}
