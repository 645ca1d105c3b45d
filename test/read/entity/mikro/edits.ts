/** What people do to MikroORM entities. */
import type { Edit } from '../../../support/entity/edit.js';

export const edits: ReadonlyArray<Edit> = [
  {
    what: 'adds a column',
    from: '  @Property()\n  termsAccepted: boolean = false;',
    to: "  @Property()\n  termsAccepted: boolean = false;\n\n  @Property({ length: 30, default: 'none' })\n  town: string;",
    plans: ['AddColumn'],
  },
  {
    what: 'drops a column',
    from: "  @Property({ columnType: 'varchar(30)', nullable: true })\n  custom?: string;\n",
    to: '',
    plans: ['DropColumn'],
  },
  {
    what: 'changes a type',
    from: "  @Property({ type: 'smallint' })\n  small: number = 3;",
    to: "  @Property({ type: 'integer' })\n  small: number = 3;",
    plans: ['ChangeType'],
  },
  {
    what: 'changes a length and a default',
    from: "  @Property({ fieldName: 'zip_code', length: 10, default: '0' })",
    to: "  @Property({ fieldName: 'zip_code', length: 12, default: '1' })",
    plans: ['ChangeType', 'ChangeType', 'SetDefault', 'SetDefault'],
  },
  {
    what: 'makes a column nullable',
    from: '  @Property({ type: TextType })\n  bio: string;',
    to: '  @Property({ type: TextType, nullable: true })\n  bio: string;',
    plans: ['SetNullability'],
  },
  {
    what: 'makes a column not null',
    from: '  @Property({ nullable: true })\n  stars?: number;',
    to: '  @Property()\n  stars?: number;',
    plans: ['SetNullability'],
  },
  {
    what: 'adds an index',
    from: '  @Property()\n  title: string;',
    to: '  @Index()\n  @Property()\n  title: string;',
    plans: ['AddIndex'],
  },
  {
    what: 'drops an index',
    from: "@Index({ properties: ['price'] })\n",
    to: '',
    plans: ['DropIndex'],
  },
  {
    what: 'makes a column unique',
    from: '  @Property({ length: 50 })\n  name: string;',
    to: '  @Property({ length: 50, unique: true })\n  name: string;',
    plans: ['AddUnique'],
  },
  {
    what: 'adds a value to an enum',
    from: "  Admin = 'admin',\n",
    to: "  Admin = 'admin',\n  Guest = 'guest',\n",
    plans: ['AddCheck', 'DropCheck'],
    on: { mysql: ['ChangeType'], mariadb: ['ChangeType'] },
  },
  {
    what: 'adds a relation',
    from: '/** A key of two relations. */',
    to: '@Entity()\nexport class Badge {\n  @PrimaryKey()\n  id: number;\n\n  @ManyToOne(() => Publisher)\n  publisher: Publisher;\n\n  @ManyToMany(() => BookTag)\n  tags = new Collection<BookTag>(this);\n}\n\n/** A key of two relations. */',
    plans: ['CreateTable', 'CreateTable'],
  },
  {
    what: 'drops a relation',
    from: "  @ManyToOne({ entity: () => Shelf, nullable: true, joinColumns: ['old_room', 'old_label'] })\n  before?: Shelf;\n",
    to: '',
    plans: ['DropColumn', 'DropColumn', 'DropForeignKey'],
    on: {
      mysql: ['DropColumn', 'DropColumn', 'DropForeignKey', 'DropIndex'],
      mariadb: ['DropColumn', 'DropColumn', 'DropForeignKey', 'DropIndex'],
    },
  },
  {
    what: 'changes what happens on delete',
    from: "deleteRule: 'cascade', updateRule: 'no action'",
    to: "deleteRule: 'no action', updateRule: 'no action'",
    plans: ['AddForeignKey', 'DropForeignKey'],
  },
];
