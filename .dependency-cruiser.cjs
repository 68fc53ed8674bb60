// Which module may import which: `npm run check` holds it. JSX modules are left out, because the parser here is swc: the
// linter checks them for cycles, knip for packages that they do not declare.

/** What an installed product may not need: the stand-ins, tests and tools around it. */
const AROUND = '^(gemini-emulator|local-stack|tools|e2e|bench|ops)/';

/** A package, and the only other ones that it may import. */
function only(name, allowed) {
  return {
    name: `${name}-imports-${allowed.join('-') || 'no-other-package'}`,
    severity: 'error',
    from: { path: `^${name}/` },
    to: {
      path: '^(protocol|worker-token|agent|client|playground|gemini-emulator|local-stack|tools|e2e|bench|ops)/',
      pathNot: `^(${[name, ...allowed].join('|')})/`,
    },
  };
}

/** The rule that files in the folders of `root` import no file beside those folders. `react/` is built on the façade. */
function noRootFile(root) {
  return {
    name: `folders-of-${root.replaceAll('/', '-')}-import-no-root-file`,
    comment:
      'Shared types stand in a folder, the wiring stands at the root: otherwise the two are a two-way folder.',
    severity: 'error',
    from: { path: `^${root}/.+/`, pathNot: '^client/src/react/' },
    to: { path: `^${root}/[^/]+[.]ts$` },
  };
}

module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-two-way-folders',
      scope: 'folder',
      severity: 'error',
      from: { path: '^(agent/src|worker-token/src|client/src|local-stack|bench)' },
      to: { circular: true },
    },
    ...['agent/src', 'agent/src/runtime', 'agent/src/baking', 'worker-token/src', 'client/src'].map(
      noRootFile,
    ),
    {
      name: 'runtime-knows-no-product',
      comment: 'agent/src/runtime takes an AgentDefinition; agent/src/baking is one.',
      severity: 'error',
      from: { path: '^agent/src/runtime' },
      to: { path: '^agent/src/(baking|[^/]+[.]ts$)' },
    },
    {
      name: 'protocol-needs-zod-alone',
      comment: 'Every runtime shares it.',
      severity: 'error',
      from: { path: '^protocol/' },
      to: { pathNot: '^(protocol/|node_modules/zod/)' },
    },
    only('worker-token', ['protocol']),
    only('agent', ['protocol']),
    only('client', ['protocol']),
    only('playground', ['client', 'protocol']),
    only('gemini-emulator', ['agent/src/(runtime/models/catalogue|baking)']),
    only('local-stack', ['gemini-emulator', 'protocol']),
    only('tools', ['local-stack', 'agent/src/runtime/models']),
    {
      name: 'products-need-nothing-around-them',
      severity: 'error',
      from: { path: '^(protocol|worker-token|agent|client|playground)/' },
      to: { path: AROUND },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // Tests, and the evals that ask real models, stand outside: they may use what surrounds the product.
    exclude: { path: '[.]test(-d)?[.]ts|/testing/|^agent/evals/|[.]tsx$|^examples/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js'],
    },
  },
};
