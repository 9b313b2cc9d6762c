"""The tables of `results.sqlite`."""

from __future__ import annotations

SCHEMA_VERSION = 3
MIN_VERDICTS_VERSION = 2  # the first version with the current format of verdicts
SCHEMA = """
CREATE TABLE IF NOT EXISTS conditions (
    id INTEGER PRIMARY KEY, kata TEXT NOT NULL, content TEXT NOT NULL, grader TEXT NOT NULL,
    limits TEXT NOT NULL, seed INTEGER NOT NULL, UNIQUE (kata, content, grader, limits, seed));
CREATE TABLE IF NOT EXISTS runs (
    id INTEGER PRIMARY KEY, conditions INTEGER NOT NULL REFERENCES conditions,
    started TEXT NOT NULL, ended TEXT);
CREATE TABLE IF NOT EXISTS verdicts (
    conditions INTEGER NOT NULL REFERENCES conditions, attempt TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs, status TEXT NOT NULL, score REAL NOT NULL,
    max_score REAL NOT NULL, seconds REAL NOT NULL, judged TEXT NOT NULL, report TEXT NOT NULL,
    outcomes TEXT NOT NULL, PRIMARY KEY (conditions, attempt));
CREATE TABLE IF NOT EXISTS outcomes (
    id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, outcome TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS submissions (
    student TEXT PRIMARY KEY, id TEXT NOT NULL, email TEXT NOT NULL, file TEXT NOT NULL,
    late INTEGER NOT NULL, attempt TEXT NOT NULL, refused TEXT NOT NULL,
    is_undecided INTEGER NOT NULL, is_listed INTEGER NOT NULL, origin TEXT NOT NULL,
    note TEXT NOT NULL, kept INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS faults (attempt TEXT PRIMARY KEY, fault TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS published (
    student TEXT PRIMARY KEY, attempt TEXT NOT NULL, conditions INTEGER NOT NULL,
    status TEXT NOT NULL, score REAL, feedback TEXT NOT NULL);
"""
NEW_COLUMNS = (  # of the table `submissions`, since version 3
    "is_undecided INTEGER NOT NULL DEFAULT 0",
    "is_listed INTEGER NOT NULL DEFAULT 0",
    "origin TEXT NOT NULL DEFAULT ''",
    "note TEXT NOT NULL DEFAULT ''",
    "kept INTEGER NOT NULL DEFAULT 0",
)
