/**
 * Tables in which migration runners remember what they have applied, by their documented default names. No schema
 * mentions them and no plan drops them: a runner without its journal would start from the beginning.
 */
const names: ReadonlySet<string> = new Set([
  'migrations', // Cycle, TypeORM, Laravel
  'schema_migrations', // golang-migrate, dbmate, Rails
  'ar_internal_metadata', // Rails
  'flyway_schema_history',
  'databasechangelog', // Liquibase
  'databasechangeloglock',
  'goose_db_version',
  'knex_migrations',
  'knex_migrations_lock',
  'kysely_migration',
  'kysely_migration_lock',
  '_prisma_migrations',
  '__drizzle_migrations',
  'mikro_orm_migrations',
  'typeorm_metadata',
  'pgmigrations', // node-pg-migrate
  'alembic_version',
  'django_migrations',
  'doctrine_migration_versions',
  'phinxlog',
  'atlas_schema_revisions',
]);

export const isJournal = (table: string): boolean => names.has(table.toLowerCase());
