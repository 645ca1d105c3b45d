/** The specs that command line tests stand on: the contract's example, before and after. */
export const users = (more = '', extra = ''): string => `endpoint: /users
persistence:
  entity:
    class: App\\User\\User
    table: users
    fields:
      id:            { type: uuid,     primary: true }
      email:         { type: string,   unique: true }
      first_name:    { type: string }
      last_name:     { type: string }
${more}      created_at:    { type: datetime, default: now }
${extra}  repository: App\\User\\UserRepository
`;

export const displayName = `      display_name:  { type: string, backfill: "COALESCE(first_name || ' ' || last_name, email)" }
`;
