/**
 * Who is connected, with what it is doing. MySQL's information_schema has it in utf8mb3, and a SELECT fails while any session
 * on the server runs a text beyond U+FFFF (3988); performance_schema has it in utf8mb4 (since 8.0.22). MariaDB has the first.
 */
export const sessionTable = {
  mysql: 'performance_schema.processlist',
  mariadb: 'information_schema.processlist',
} as const;
