"""The tables of `results.sqlite`, and the longer questions that are asked of them."""

from __future__ import annotations

SCHEMA_VERSION = 3
ANSWERS_VERSION = 2  # since then verdicts are kept as they are now
SCHEMA = """
CREATE TABLE IF NOT EXISTS conditions (
    id INTEGER PRIMARY KEY, kata TEXT NOT NULL, content TEXT NOT NULL, grader TEXT NOT NULL, limits TEXT NOT NULL,
    seed INTEGER NOT NULL, UNIQUE (kata, content, grader, limits, seed));
CREATE TABLE IF NOT EXISTS runs (
    id INTEGER PRIMARY KEY, conditions INTEGER NOT NULL REFERENCES conditions, started TEXT NOT NULL, ended TEXT);
CREATE TABLE IF NOT EXISTS verdicts (
    conditions INTEGER NOT NULL REFERENCES conditions, attempt TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs,
    status TEXT NOT NULL, score REAL NOT NULL, max_score REAL NOT NULL, seconds REAL NOT NULL, judged TEXT NOT NULL,
    report TEXT NOT NULL, outcomes TEXT NOT NULL, PRIMARY KEY (conditions, attempt));
CREATE TABLE IF NOT EXISTS outcomes (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, outcome TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS submissions (
    student TEXT PRIMARY KEY, id TEXT NOT NULL, email TEXT NOT NULL, file TEXT NOT NULL, late INTEGER NOT NULL,
    attempt TEXT NOT NULL, refused TEXT NOT NULL, is_undecided INTEGER NOT NULL, is_listed INTEGER NOT NULL,
    origin TEXT NOT NULL, note TEXT NOT NULL, kept INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS submissions_attempt ON submissions (attempt, student);
CREATE TABLE IF NOT EXISTS faults (attempt TEXT PRIMARY KEY, fault TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS published (
    student TEXT PRIMARY KEY, attempt TEXT NOT NULL, conditions INTEGER NOT NULL, status TEXT NOT NULL, score REAL,
    feedback TEXT NOT NULL);
"""
SHARED = """
SELECT attempt, count(*) AS count, min(student) AS first FROM submissions WHERE attempt NOT IN ('', :but)
GROUP BY attempt HAVING count(*) > 1 AND (count(DISTINCT origin) > 1 OR min(origin) = '')
"""  # of one submission, a group's, several students have the same file, and that is nothing to tell
SAME_FILES = f"""
SELECT attempt, count, (SELECT json_group_array(student) FROM (
    SELECT student FROM submissions WHERE submissions.attempt = shared.attempt ORDER BY student LIMIT :students))
FROM ({SHARED} ORDER BY count DESC, first LIMIT :files) AS shared
"""
NEW_COLUMNS = (  # of submissions, since version 3
    "is_undecided INTEGER NOT NULL DEFAULT 0",
    "is_listed INTEGER NOT NULL DEFAULT 0",
    "origin TEXT NOT NULL DEFAULT ''",
    "note TEXT NOT NULL DEFAULT ''",
    "kept INTEGER NOT NULL DEFAULT 0",
)
