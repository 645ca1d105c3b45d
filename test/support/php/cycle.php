<?php

/**
 * Stands in for Cycle's migrator where Composer's registry is out of reach: the base class of an emitted migration and
 * the parts of cycle/database and cycle/migrations 4 that decide whether it works, over PDO with Cycle's own options.
 * What is kept as Cycle has it:
 *  - a connection to MySQL or MariaDB begins with SET NAMES "UTF8", which is utf8mb3, and leaves prepares to PDO; the
 *    others prepare on the server (Config/MySQL/ConnectionConfig, Config/PDOConnectionConfig);
 *  - up() and down() run inside one transaction that is begun before and committed after (Migrator::run, ::rollback);
 *  - execute() prepares, so PDO looks for placeholders and the server takes one statement (Driver::statement);
 *  - statements stay in a cache, open ones too, until somebody asks for the schema handler (Driver::prepare,
 *    ::getSchemaHandler), which the migrator does before each migration (Migrator::isConfigured);
 *  - an error that has the word connection in it is taken for a lost one: outside a transaction the statement is run once
 *    more on a new connection (Driver::statement, PostgresDriver::mapException);
 *  - commit() and begin() count levels, and a commit without a transaction is a warning, no error (Driver);
 *  - the file's name is read as Ymd.His_CHUNK_NAME, its class is found by the tokenizer and loaded once (FileRepository);
 *  - the journal knows a migration by NAME and the second, not by its chunk; one row of it is fetched for each file before
 *    a migration runs and the query stays open; it is written behind the transaction (Migrator::configure, ::run,
 *    ::fetchMigrationData);
 *  - database() refuses where no capsule is set (Migration).
 * What is stricter: a class that stands in two files is an error; Cycle would run the first file's class twice.
 * Usage: php cycle.php DSN USER PASSWORD up|down FOLDER [own|real|emulated]
 *        applies all pending files, or rolls the last one back; prepares as Cycle has them, the server's, or PDO's.
 */

declare(strict_types=1);

namespace Cycle\Database {
    final class Database
    {
        private int $level = 0;
        private \PDO $pdo;
        /** @var array<string, \PDOStatement> */
        private array $cache = [];

        /** @param \Closure(): \PDO $connect */
        public function __construct(private \Closure $connect)
        {
            $this->pdo = $connect();
        }

        public function query(string $query, array $parameters = []): \PDOStatement
        {
            try {
                return $this->prepared($query, $parameters);
            } catch (\PDOException $e) {
                $lost = $this->pdo->getAttribute(\PDO::ATTR_DRIVER_NAME) !== 'sqlite'
                    && \str_contains(\strtolower($e->getMessage()), 'connection');
                if (!$lost || $this->level > 0) {
                    throw $e;
                }
                $this->cache = [];
                $this->pdo = ($this->connect)();

                return $this->prepared($query, $parameters);
            }
        }

        public function execute(string $query, array $parameters = []): int
        {
            return $this->query($query, $parameters)->rowCount();
        }

        public function getDriver(): self
        {
            return $this;
        }

        public function getSchemaHandler(): self
        {
            $this->cache = [];

            return $this;
        }

        private function prepared(string $query, array $parameters): \PDOStatement
        {
            $statement = $this->cache[$query] ??= $this->pdo->prepare($query);
            foreach ($parameters as $i => $value) {
                $statement->bindValue($i + 1, $value);
            }
            $statement->execute();

            return $statement;
        }

        public function begin(): bool
        {
            ++$this->level;
            if ($this->level === 1) {
                return $this->pdo->beginTransaction();
            }
            $this->pdo->exec("SAVEPOINT SVP{$this->level}");

            return true;
        }

        public function commit(): bool
        {
            if (!$this->pdo->inTransaction()) {
                $level = $this->level;
                $this->level = 0;

                return $level !== 0;
            }
            --$this->level;
            if ($this->level === 0) {
                return $this->pdo->commit();
            }
            $this->pdo->exec('RELEASE SAVEPOINT SVP' . ($this->level + 1));

            return true;
        }

        public function rollback(): bool
        {
            if (!$this->pdo->inTransaction()) {
                $this->level = 0;

                return false;
            }
            --$this->level;
            if ($this->level === 0) {
                return $this->pdo->rollBack();
            }
            $this->pdo->exec('ROLLBACK TO SAVEPOINT SVP' . ($this->level + 1));

            return true;
        }

        public function transaction(callable $callback): void
        {
            $this->begin();
            try {
                $callback();
                $this->commit();
            } catch (\Throwable $e) {
                $this->rollback();
                throw $e;
            }
        }
    }
}

namespace Cycle\Migrations {
    final class Capsule
    {
        public function __construct(private \Cycle\Database\Database $database)
        {
        }

        public function getDatabase(): \Cycle\Database\Database
        {
            return $this->database;
        }
    }

    abstract class Migration
    {
        protected const DATABASE = null;
        private ?Capsule $capsule = null;

        public function getDatabase(): ?string
        {
            return static::DATABASE;
        }

        public function withCapsule(Capsule $capsule): static
        {
            $migration = clone $this;
            $migration->capsule = $capsule;

            return $migration;
        }

        protected function database(): \Cycle\Database\Database
        {
            return $this->capsule?->getDatabase() ?? throw new \LogicException('No capsule is set');
        }

        abstract public function up(): void;

        abstract public function down(): void;
    }
}

namespace {
    use Cycle\Database\Database;

    /** The first class a file declares, with its namespace (Spiral\Tokenizer\Reflection\ReflectionFile). */
    function classOf(string $file): string
    {
        $tokens = \PhpToken::tokenize(\file_get_contents($file), TOKEN_PARSE);
        $namespace = '';
        foreach ($tokens as $i => $token) {
            if ($token->id === T_NAMESPACE) {
                $namespace = $tokens[$i + 2]->text . '\\';
            }
            if ($token->id === T_CLASS) {
                return $namespace . $tokens[$i + 2]->text;
            }
        }
        throw new \RuntimeException("No class in {$file}");
    }

    /** @return list<array{class: string, file: string, name: string, created: string}> */
    function migrations(string $folder): array
    {
        $found = $timestamps = $chunks = [];
        foreach (\glob("{$folder}/*.php") as $file) {
            $definition = \explode('_', \basename($file, '.php'), 3);
            if (\count($definition) < 3) {
                throw new \RuntimeException("Invalid migration filename '{$file}'");
            }
            $created = \DateTime::createFromFormat('Ymd.His', $definition[0]);
            if ($created === false) {
                throw new \RuntimeException("Invalid migration filename '{$file}' - corrupted date format");
            }
            $class = classOf($file);
            if (\class_exists($class, false)) {
                throw new \RuntimeException("Class {$class} stands in two files");
            }
            require_once $file;
            $timestamps[] = $created->getTimestamp();
            $chunks[] = $definition[1];
            $found[] = [
                'class' => $class,
                'file' => \basename($file, '.php'),
                'name' => $definition[2],
                'created' => $created->format('Y-m-d H:i:s'),
            ];
        }
        \array_multisort($timestamps, $chunks, SORT_NATURAL, $found);

        return $found;
    }

    [, $dsn, $user, $password, $direction, $folder] = $argv;
    $mysql = \str_starts_with($dsn, 'mysql:');
    $prepares = match ($argv[6] ?? 'own') {
        'own' => $mysql ? [] : [\PDO::ATTR_EMULATE_PREPARES => false],
        'real' => [\PDO::ATTR_EMULATE_PREPARES => false],
        'emulated' => [\PDO::ATTR_EMULATE_PREPARES => true],
    };
    $options = $prepares + [
        \PDO::ATTR_CASE => \PDO::CASE_NATURAL,
        \PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION,
    ];
    if ($mysql) {
        $options += [\PDO::MYSQL_ATTR_INIT_COMMAND => 'SET NAMES "UTF8"', \PDO::ATTR_STRINGIFY_FETCHES => false];
    }
    $database = new Database(static fn (): \PDO => new \PDO(
        $dsn,
        $user === '' ? null : $user,
        $password === '' ? null : $password,
        $options,
    ));
    $database->execute(
        'CREATE TABLE IF NOT EXISTS cycle_journal (migration VARCHAR(191) NOT NULL, time_executed VARCHAR(19) NOT NULL, '
        . 'created_at VARCHAR(19) NOT NULL, UNIQUE (migration, created_at))',
    );
    $executed = static fn (array $m): bool => $database->query(
        'SELECT time_executed FROM cycle_journal WHERE migration = ? AND created_at = ?',
        [$m['name'], $m['created']],
    )->fetch() !== false;
    $all = migrations($folder);
    $next = static function () use ($database, $all, $executed, $direction): ?array {
        $database->getSchemaHandler();
        $done = \array_map($executed, $all);
        foreach ($direction === 'up' ? \array_keys($all) : \array_reverse(\array_keys($all)) as $i) {
            if ($done[$i] === ($direction === 'down')) {
                return $all[$i];
            }
        }

        return null;
    };
    $capsule = new \Cycle\Migrations\Capsule($database);
    while (($migration = $next()) !== null) {
        $instance = new $migration['class']();
        $database->transaction(static function () use ($instance, $capsule, $direction): void {
            $ready = $instance->withCapsule($capsule);
            $direction === 'up' ? $ready->up() : $ready->down();
        });
        $sql = $direction === 'up'
            ? 'INSERT INTO cycle_journal (migration, created_at, time_executed) VALUES (?, ?, ?)'
            : 'DELETE FROM cycle_journal WHERE migration = ? AND created_at = ?';
        $row = [$migration['name'], $migration['created'], ...($direction === 'up' ? [\date('Y-m-d H:i:s')] : [])];
        $database->execute($sql, $row);
        echo $direction, ' ', $migration['file'], ' ', $instance->getDatabase(), "\n";
        if ($direction === 'down') {
            break;
        }
    }
}
