/**
 * `node --require scripts/keep-compiled.cjs dist/cli.cjs …` keeps beside each file of the program what V8 has compiled of
 * it by the end: what stood there before and what this run needed besides. See scripts/build.mjs.
 */
const { writeFileSync } = require('node:fs');
const vm = require('node:vm');

const maker = `${process.arch}-${process.versions.v8}`;
const scripts = new Map();

vm.Script = class extends vm.Script {
  constructor(text, options) {
    super(text, options);
    scripts.set(options.filename, this);
  }
};

process.on('exit', () => {
  for (const [file, script] of scripts) writeFileSync(`${file}.${maker}`, script.createCachedData());
});
