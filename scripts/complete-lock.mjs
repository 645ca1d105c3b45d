/**
 * Puts into package-lock.json what `npm install` leaves out behind a registry that has no packages of other platforms: their
 * optional dependencies, without which `npm ci` refuses the file. Run it after `npm install`; a test tells when.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'x64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'arm'];

/** As node resolves: from the folder of the one who asks, upwards. */
const isThere = (packages, name, from) => {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in packages) return true;
    if (at === '') return false;
  }
};

/** `[name, version, whether only developers need it]` of what is missing. */
export const missingFrom = (packages) =>
  Object.entries(packages).flatMap(([path, p]) =>
    Object.entries(p.optionalDependencies ?? {})
      .filter(([name]) => !isThere(packages, name, path))
      .map(([name, version]) => [name, version.replace(/^[\^~]/, ''), p.dev === true]),
  );

const platform = (name) => {
  const words = name.split('/').at(-1).split('-');
  const os = systems.find((s) => words.includes(s));
  const cpu = processors.find((c) => words.includes(c));
  const libc = /musl/.test(name) ? 'musl' : os === 'linux' && /gnu/.test(name) ? 'glibc' : undefined;
  return { ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }), ...(os && { os: [os] }) };
};

export const completed = (lock) => {
  const packages = { ...lock.packages };
  for (const [name, version, dev] of missingFrom(packages))
    packages[`node_modules/${name}`] = { version, ...(dev && { dev }), optional: true, ...platform(name) };
  const sorted = Object.keys(packages).sort();
  return { ...lock, packages: Object.fromEntries(sorted.map((path) => [path, packages[path]])) };
};

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  writeFileSync('package-lock.json', `${JSON.stringify(completed(lock), null, 2)}\n`);
}
