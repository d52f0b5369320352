/** Imports go one way: functions → domain, adapters; adapters → domain; events ← everyone; domain → nothing. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-is-pure',
      comment:
        'The rules know no AWS, no HTTP, no clock and no library but what is passed in; data/ is their only import.',
      severity: 'error',
      from: { path: '^domain/' },
      to: { pathNot: '^(domain|data)/' },
    },
    {
      name: 'adapters-know-only-the-domain',
      severity: 'error',
      from: { path: '^adapters/' },
      to: { path: '^(functions|lib|bin|local|console)/' },
    },
    {
      name: 'events-know-nobody',
      severity: 'error',
      from: { path: '^events/' },
      to: { path: '^(functions|lib|bin|local|console|adapters|domain)/' },
    },
    {
      name: 'functions-know-no-infrastructure',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(lib|bin|local|console|test)/' },
    },
    {
      name: 'a-function-imports-no-other-function',
      comment: 'functions/intake is the room they share: what every inbound webhook does.',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/', pathNot: '^functions/($1|intake)/' },
    },
    {
      name: 'infrastructure-imports-no-function-code',
      severity: 'error',
      from: { path: '^(lib|bin)/' },
      to: { path: '^(functions|domain|adapters|local|console)/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '^(test|prove)/' },
      to: { path: '^(test|prove)/' },
    },
    {
      name: 'no-dev-dependency-in-production',
      severity: 'error',
      from: { path: '^(functions|domain|adapters|events)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'Names of AWS actions (service:Action) are no modules, though they look like specifiers.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^[a-z]+:[A-Z]' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
