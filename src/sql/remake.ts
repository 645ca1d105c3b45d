/** A new name for what an engine cannot rename: the old one goes, the same comes back under the new name. */
import type { AlterAction, Statement } from './ast.js';

type Renaming = Extract<AlterAction, { kind: 'RenameIndex' | 'RenameConstraint' }>;

export const remade = (a: Renaming): ReadonlyArray<AlterAction> => {
  if (a.kind === 'RenameIndex')
    return [
      { kind: 'DropIndex', index: a.index },
      { kind: 'AddIndex', index: { ...a.index, name: a.to } },
    ];
  const { constraint: c, to } = a;
  switch (c.kind) {
    case 'Unique':
      return [
        { kind: 'DropUnique', unique: c.unique },
        { kind: 'AddUnique', unique: { ...c.unique, name: to } },
      ];
    case 'ForeignKey':
      return [
        { kind: 'DropForeignKey', foreignKey: c.foreignKey },
        { kind: 'AddForeignKey', foreignKey: { ...c.foreignKey, name: to } },
      ];
    case 'Check':
      return [
        { kind: 'DropCheck', check: c.check },
        { kind: 'AddCheck', check: { ...c.check, name: to } },
      ];
  }
};

/** Statements in which nothing is renamed but what the engine `keeps`. */
export const withoutRenaming = (
  statements: ReadonlyArray<Statement>,
  keeps: (a: Renaming) => boolean,
): ReadonlyArray<Statement> =>
  statements.map((s) =>
    s.kind === 'AlterTable'
      ? {
          ...s,
          actions: s.actions.flatMap((a) =>
            (a.kind === 'RenameIndex' || a.kind === 'RenameConstraint') && !keeps(a) ? remade(a) : [a],
          ),
        }
      : s,
  );
