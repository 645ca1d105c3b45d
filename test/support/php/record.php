<?php

/**
 * Loads every migration class of a folder and says, as JSON, what its up() and down() ask of the database, in order:
 * a text for execute(), a word for begin(), commit() and what closes open queries. PHP itself so reads back every
 * literal that was emitted.
 * Usage: php record.php FOLDER
 */

declare(strict_types=1);

namespace Cycle\Migrations {
    final class Recorder
    {
        /** @var list<array{string, string}> */
        public array $calls = [];

        public function execute(string $query): int
        {
            $this->calls[] = ['execute', $query];

            return 0;
        }

        public function getDriver(): self
        {
            return $this;
        }

        public function getSchemaHandler(): self
        {
            $this->calls[] = ['close', ''];

            return $this;
        }

        public function begin(): bool
        {
            $this->calls[] = ['begin', ''];

            return true;
        }

        public function commit(): bool
        {
            $this->calls[] = ['commit', ''];

            return true;
        }
    }

    abstract class Migration
    {
        protected const DATABASE = null;
        public ?Recorder $recorder = null;

        protected function database(): Recorder
        {
            return $this->recorder ??= new Recorder();
        }
    }
}

namespace {
    $all = [];
    foreach (\glob($argv[1] . '/*.php') as $file) {
        $before = \get_declared_classes();
        require $file;
        [$class] = \array_values(\array_diff(\get_declared_classes(), $before));
        foreach (['up', 'down'] as $direction) {
            $migration = new $class();
            try {
                $migration->$direction();
            } catch (\LogicException $e) {
                $migration->recorder = new \Cycle\Migrations\Recorder();
                $migration->recorder->calls = [['refused', '']];
            }
            $all[\basename($file)][$direction] = $migration->recorder?->calls ?? [];
        }
    }
    echo \json_encode($all, JSON_THROW_ON_ERROR);
}
