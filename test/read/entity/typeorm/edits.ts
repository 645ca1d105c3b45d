/** What people do to TypeORM entities. */
import type { Edit } from '../../../support/entity/edit.js';

export const edits: ReadonlyArray<Edit> = [
  {
    what: 'adds a column',
    from: '  @Column({ default: 0 })\n  loginCount: number;',
    to: "  @Column({ default: 0 })\n  loginCount: number;\n\n  @Column({ length: 30, default: 'none' })\n  city: string;",
    plans: ['AddColumn'],
  },
  {
    what: 'drops a column',
    from: '  @Column({ default: null })\n  note: string;\n',
    to: '',
    plans: ['DropColumn'],
  },
  {
    what: 'changes a type',
    from: "  @Column('int')\n  views: number;",
    to: "  @Column('bigint')\n  views: number;",
    plans: ['ChangeType'],
  },
  {
    what: 'changes a length and a default',
    from: "@Column({ length: 50, default: 'parent' })",
    to: "@Column({ length: 70, default: 'other' })",
    plans: ['ChangeType', 'ChangeType', 'SetDefault'],
  },
  {
    what: 'makes a column nullable',
    from: '  @Column()\n  gender: string;',
    to: '  @Column({ nullable: true })\n  gender: string;',
    plans: ['SetNullability'],
  },
  {
    what: 'makes a column not null',
    from: "  @Column('time', { nullable: true })",
    to: "  @Column('time')",
    plans: ['SetNullability'],
  },
  {
    what: 'adds an index',
    from: '  @Column({ length: 100 })\n  page: string;',
    to: '  @Index()\n  @Column({ length: 100 })\n  page: string;',
    plans: ['AddIndex'],
  },
  {
    what: 'drops an index',
    from: "@Index(['description', 'stars'])\n",
    to: '',
    plans: ['DropIndex'],
  },
  {
    what: 'makes a column unique',
    from: '  @Column()\n  title: string;\n\n  @ManyToMany(\n    () => Category',
    to: '  @Column({ unique: true })\n  title: string;\n\n  @ManyToMany(\n    () => Category',
    plans: ['AddUnique'],
    // A constraint cannot be added there; an index can.
    on: { sqlite: ['AddIndex'] },
  },
  {
    what: 'adds a relation',
    from: '/** Two keys to one table',
    to: '@Entity()\nexport class Badge {\n  @PrimaryGeneratedColumn()\n  id: number;\n\n  @ManyToOne(() => Language)\n  language: Language;\n\n  @ManyToMany(() => User)\n  @JoinTable()\n  users: User[];\n}\n\n/** Two keys to one table',
    plans: ['CreateTable', 'CreateTable'],
  },
  {
    what: 'drops a relation',
    from: '  @ManyToOne(() => User)\n  issuer: User;\n',
    to: '',
    plans: ['DropColumn', 'DropForeignKey'],
    // The index that the server made for the key goes with it.
    on: {
      mysql: ['DropColumn', 'DropForeignKey', 'DropIndex'],
      mariadb: ['DropColumn', 'DropForeignKey', 'DropIndex'],
    },
  },
  {
    what: 'changes what happens on delete',
    from: "@ManyToOne(() => Question, { onDelete: 'CASCADE' })",
    to: "@ManyToOne(() => Question, { onDelete: 'NO ACTION' })",
    plans: ['AddForeignKey', 'DropForeignKey'],
  },
];
